import { isIP } from 'node:net'
import { connect } from 'node:tls'
import type { Core } from '../core.ts'
import { DAY_MS, MINUTE_MS } from '../lib/durations.ts'
import { counted } from '../lib/listed.ts'
import { proxyFor, shownProxy } from '../lib/proxies.ts'
import { EXIT, Refusal } from '../lib/refusal.ts'
import { callServer } from '../outside/server.ts'
import { proxiesInForce } from '../outside/way.ts'
import { refusalOf } from '../status/refusal-of.ts'
import { type Finding, fine, look, notLookedAt, wrong } from './finding.ts'

const LATEST_CLOCK_MS = MINUTE_MS
const TIMEOUT_MS = 15_000
const RENEW_DAYS = 14

export interface ServerFindings {
  server: Finding[]
  /** What keeps us from asking it anything; null: nothing does. Told once, not with each part. */
  without: string | null
}

/** Our server: may we, is its certificate good, does our clock agree with it? */
export async function serverFindings(core: Core): Promise<ServerFindings> {
  const [answer, between, secured, measured] = await Promise.all([
    look('Server', () => account(core)),
    look('Proxy', () => proxy(core)),
    look('TLS', () => tls(core)),
    look('Clock', () => clock(core)),
  ])
  const without = answer.isFine ? await signedOut(core) : 'our server does not answer us'
  const isAway = answer.exitCode === EXIT.waiting && measured.exitCode === EXIT.waiting
  const clockHere = isAway ? notLookedAt('Clock', 'our server cannot be reached') : measured
  return { server: [answer, between, clockHere, secured], without }
}

async function signedOut({ config, keychain }: Core): Promise<string | null> {
  const isSignedIn = config.givenApiKey !== null || (await keychain.read()) !== null
  return isSignedIn ? null : 'this computer is not signed in'
}

async function account(core: Core): Promise<Finding> {
  const { config, server } = core
  const { backendUrl } = config
  const me = await callServer(server.account.me.query()).catch(refusalOf)
  if (me instanceof Refusal) {
    const { message, exitCode } = me
    // That there is no key is told with the key; here it matters that somebody answers.
    const isAsked = exitCode === EXIT.needsYou && (await signedOut(core)) !== null
    if (isAsked) return fine('Server', `${backendUrl} answers`)
    const address = 'Check the network and the address: content config backend_api_url'
    const toDo = exitCode === EXIT.waiting ? address : 'Run: content login'
    return wrong('Server', `${message} (${backendUrl})`, { toDo, exitCode })
  }
  const device = me.device ? `, as ${me.device.name}` : ''
  return fine('Server', `${backendUrl}, ${me.plan} plan${device}`)
}

/** Wrong clocks break certificates, grants and schedules; the answer's own date is the measure. */
async function clock({ config, http, now }: Core): Promise<Finding> {
  const what = 'Clock'
  const startMs = now()
  const signal = AbortSignal.timeout(TIMEOUT_MS)
  const url = `${config.backendUrl}/healthz`
  const ask = { method: 'GET', url, headers: {}, keepalive: false, signal }
  const answer = await http.exchange(() => ask).catch(() => null)
  const serverMs = Date.parse(answer?.headers.get('date') ?? '')
  if (Number.isNaN(serverMs)) {
    const toDo = 'Check the network, then run this again.'
    return wrong(what, 'It could not be compared.', { toDo, exitCode: EXIT.waiting })
  }
  return clockFinding((startMs + now()) / 2 - serverMs)
}

/** What an offset of the clock here means; ahead is positive. */
export function clockFinding(offMs: number): Finding {
  const what = 'Clock'
  const seconds = Math.round(Math.abs(offMs) / 1000)
  if (Math.abs(offMs) <= LATEST_CLOCK_MS) return fine(what, 'agrees with our server')
  const side = offMs > 0 ? 'ahead' : 'behind'
  const toDo = 'Let the system set its clock by itself (NTP), then run this again.'
  return wrong(what, `It is ${counted(seconds, 'second')} ${side} of our server.`, { toDo })
}

/** What stands between us and our server, without the password that it may want. */
async function proxy({ config: { proxies, backendUrl } }: Core): Promise<Finding> {
  const known = await proxiesInForce(proxies)
  if (known.url === null) return fine('Proxy', 'none')
  const between = `${shownProxy(known.url)}, by ${known.from}`
  const isPassed = proxyFor(backendUrl, known) === false
  return fine('Proxy', isPassed ? `${between}; our server is reached without it` : between)
}

async function tls({ config }: Core): Promise<Finding> {
  const { protocol, hostname, port } = new URL(config.backendUrl)
  const what = 'TLS'
  const extra = config.toolEnvironment.NODE_EXTRA_CA_CERTS
  const trusted = extra ? `; certificates of ${extra} are trusted, too` : ''
  const pinned = Object.keys(config.pins)
  const pins = pinned.length > 0 ? `; keys are pinned for ${pinned.join(', ')}` : ''
  if (protocol === 'http:') return fine(what, `not needed on this machine${pins}${trusted}`)
  // To look at it takes a line of its own, which a proxy would not carry.
  if (proxyFor(config.backendUrl, await proxiesInForce(config.proxies)) !== false) {
    return fine(what, `checked with each request through the proxy${pins}${trusted}`)
  }
  const expiresMs = await certificateEnd(hostname, Number(port || 443)).catch(problem)
  if (expiresMs instanceof Problem) return untrusted(hostname, expiresMs)
  const days = Math.floor((expiresMs - Date.now()) / DAY_MS)
  const says = `the certificate of ${hostname} is good for ${days} more days${pins}${trusted}`
  // Certificates are renewed long before; one that is not says that somebody has to look.
  return days >= RENEW_DAYS
    ? fine(what, says)
    : wrong(what, says, { toDo: 'Tell us: the certificate should have been renewed by now.' })
}

/** Why no trusted connection came about, and whether there was any at all. */
class Problem extends Error {}

const problem = (error: unknown) =>
  new Problem(error instanceof Error ? error.message : 'unknown', { cause: error })

const NO_CONNECTION = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|no answer/

function untrusted(host: string, { message }: Problem): Finding {
  if (NO_CONNECTION.test(message)) {
    const toDo = 'Check the network, then run this again.'
    return wrong('TLS', `${host} cannot be reached.`, { toDo, exitCode: EXIT.waiting })
  }
  const toDo = 'Nothing is sent there. Try another network; somebody may be reading along on this.'
  return wrong('TLS', `The certificate of ${host} cannot be trusted: ${message}.`, { toDo })
}

function certificateEnd(host: string, port: number): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const address = host.replace(/^\[|\]$/g, '')
  // Only names may be announced; an address is checked against the certificate as it is.
  const named = isIP(address) === 0 && { servername: host }
  const socket = connect({ host: address, port, timeout: TIMEOUT_MS, ...named }, () => {
    resolve(Date.parse(socket.getPeerCertificate().valid_to))
    socket.end()
  })
  socket.on('error', reject)
  socket.on('timeout', () => {
    socket.destroy()
    reject(new Error('no answer'))
  })
  return promise
}
