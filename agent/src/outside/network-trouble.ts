import { MINUTE_MS } from '../lib/durations.ts'
import { counted } from '../lib/listed.ts'
import type { Cause } from '../lib/step-error.ts'
import { PinMismatch } from './pins.ts'
import { Silent } from './silence.ts'

/** What stands between us and a server, told from what was thrown or answered instead. */
export interface Surroundings {
  url: string
  nowMs: number
  /** How far our clock is ahead, when a server told. */
  offMs: number | null
}

export interface Reply {
  status: number
  headers: Headers
  text: string
}

const WAIT = { whoCanFix: 'wait', retry: 'backoff' } as const
const WORST_CLOCK_MS = 2 * MINUTE_MS

/** Why an exchange broke off. Every one but a wrong pin goes on without anybody's help. */
export function troubleOfError(error: unknown, at: Surroundings): Cause {
  if (error instanceof PinMismatch) return wrongPin(error)
  const { hostname } = new URL(at.url)
  const code = codeOf(error)
  const message = error instanceof Error ? error.message : ''
  if (NO_NETWORK.test(code)) {
    return { ...WAIT, code: 'offline', reason: `${hostname} is not found. ${GOES_ON}` }
  }
  if (code === 'ERR_PROXY_TUNNEL') return proxy(message)
  if (/^CERT_(HAS_EXPIRED|NOT_YET_VALID)$/.test(code)) return wrongDate(code, hostname, at)
  if (BAD_TLS.test(code)) {
    const reason = `${hostname} could not prove that it is itself, so nothing was sent. ${SIGN_IN}`
    return { ...WAIT, code: 'tls', reason }
  }
  const what = BROKE_OFF.test(code) || error instanceof Silent ? 'broke off' : 'cannot be made'
  const reason = `The connection to ${hostname} ${what}. ${GOES_ON}`
  return { ...WAIT, code: 'network', reason }
}

/** An answer that cannot be the server's own: a network's sign-in page, or a proxy's. */
export function troubleOfReply(reply: Reply): Cause | null {
  const { status, headers } = reply
  if (status === 407) return proxy('407')
  if (status === 511) return captivePortal()
  // YouTube says "resume" with a bare 308; an interface sends nobody elsewhere.
  const isSentAway = status >= 300 && status < 400 && headers.has('location')
  // Google's and Meta's own 404 and 5xx may be pages, too, so those are left to the platform.
  const isPage = (status < 300 || status === 401 || status === 403) && isHtml(reply)
  return isSentAway || isPage ? captivePortal() : null
}

function isHtml({ headers, text }: Reply): boolean {
  if (text === '') return false
  const type = headers.get('content-type') ?? ''
  return /^(text\/html|application\/xhtml)/i.test(type) || /^\s*<(!doctype html|html)/i.test(text)
}

const GOES_ON = 'It goes on by itself.'
const SIGN_IN =
  'A network that asks for a sign-in does this, too: open any page in a browser.' +
  ' It goes on by itself.'

const captivePortal = (): Cause => ({
  ...WAIT,
  code: 'captive_portal',
  reason:
    'This network wants you to sign in first: open any page in a browser. It goes on by itself.',
})

const proxy = (message: string): Cause => ({
  ...WAIT,
  code: 'proxy',
  reason: /\b407\b/.test(message)
    ? 'The proxy of this network wants a name and a password. Set HTTPS_PROXY to' +
      ' http://NAME:PASSWORD@HOST:PORT and start again; if it lets us, it goes on by itself.'
    : 'The proxy of this network does not let us through. Whoever runs it has to allow it, or' +
      ' NO_PROXY has to name the host. It is tried again by itself.',
})

const wrongPin = ({ host, seen }: PinMismatch): Cause => ({
  code: 'pin_mismatch',
  reason:
    `${host} showed another key than the one pinned for it, so nothing was sent: somebody stands` +
    ` between you and it, or its key has changed. Try another network. If the key has changed for` +
    ` good, write ${seen} into "pins" in config.json and start again.`,
  whoCanFix: 'you',
  // Another network may be all it takes.
  retry: { afterMs: 5 * MINUTE_MS },
})

function wrongDate(code: string, host: string, { nowMs, offMs }: Surroundings): Cause {
  const isBehind = code === 'CERT_NOT_YET_VALID'
  const isOurs = offMs !== null && (isBehind ? -offMs : offMs) > WORST_CLOCK_MS
  if (isOurs) {
    const side = isBehind ? 'behind' : 'ahead'
    const reason = `The clock of this computer is ${spanOf(offMs)} ${side}. Set it right.`
    return { ...WAIT, code: 'clock', reason: `${reason} It goes on by itself.` }
  }
  const today = new Date(nowMs).toISOString().slice(0, 10)
  const state = isBehind ? 'is not valid yet' : 'has run out'
  const reason =
    `The certificate of ${host} ${state}, going by this computer's date (${today}).` +
    ' If that date is wrong, set the clock. It is tried again by itself.'
  return { ...WAIT, code: offMs === null && isBehind ? 'clock' : 'tls', reason }
}

function spanOf(ms: number): string {
  const minutes = Math.round(Math.abs(ms) / MINUTE_MS)
  if (minutes < 120) return counted(minutes, 'minute')
  const hours = Math.round(minutes / 60)
  return hours < 48 ? `${hours} hours` : `${Math.round(hours / 24)} days`
}

const NO_NETWORK = /^(ENOTFOUND|EAI_|ENETUNREACH|ENETDOWN|EHOSTUNREACH|EHOSTDOWN|EADDRNOTAVAIL)/
const BROKE_OFF = /^(ECONNRESET|EPIPE|ECONNABORTED|UNEXPECTED_EOF)$/
const BAD_TLS = /CERT|SELF_SIGNED|ERR_TLS|ERR_SSL|UNABLE_TO_|EPROTO/

const codeOf = (error: unknown) =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
