import { lookup } from 'node:dns/promises'
import http from 'node:http'
import https from 'node:https'
import { isIP } from 'node:net'
import { hookUrl } from '../lib/hook-url.ts'
import { isLoopbackAddress, isPublicAddress } from '../lib/public-address.ts'

/** What an address that is not ours answered, or why there is no answer. */
export type HookAnswer =
  | { kind: 'answered'; status: number; retryAfterSeconds: number | null }
  | { kind: 'silent'; reason: string }

/** Posts to addresses that strangers chose, without being led anywhere inside. */
export interface HookPoster {
  /** Whether webhooks may lead to this machine. */
  toLoopback: boolean
  post(url: string, headers: Record<string, string>, body: string): Promise<HookAnswer>
}

export interface HookPosterParts {
  toLoopback: boolean
  /** Every address that a name has now. */
  resolve?: (host: string) => Promise<string[]>
  /** From the first byte out to the last byte in. */
  longestMs?: number
  /** A certificate authority of one's own. */
  ca?: string
  /** Called in place of the address that was found: only a test listens on a public address. */
  reach?: (address: string, port: number) => { address: string; port: number }
}

const LONGEST_MS = 15_000
const LONGEST_ANSWER_BYTES = 16 * 1024

type Parts = Required<Omit<HookPosterParts, 'ca'>> & { ca: string | undefined }

/** Looks a name up once, checks every address that it has, and calls one that was checked. */
export function createHookPoster(given: HookPosterParts): HookPoster {
  const parts: Parts = {
    resolve: allAddresses,
    longestMs: LONGEST_MS,
    reach: (address, port) => ({ address, port }),
    ca: undefined,
    ...given,
  }
  return {
    toLoopback: parts.toLoopback,
    async post(text, headers, body) {
      const read = hookUrl(text, parts)
      if ('wrong' in read) return { kind: 'silent', reason: read.wrong }
      const deadline = AbortSignal.timeout(parts.longestMs)
      try {
        const address = await checkedAddress(read.host, { ...parts, deadline })
        if (address === null) return { kind: 'silent', reason: INWARD }
        const call = { ...parts, ...read, address, deadline }
        return await within(deadline, send(call, headers, body))
      } catch (error) {
        return { kind: 'silent', reason: deadline.aborted ? TOO_SLOW : reasonOf(error) }
      }
    },
  }
}

const INWARD = 'The name leads to an address that is not on the public internet.'
const TOO_SLOW = 'It did not answer in time.'

const allAddresses = async (host: string) =>
  (await lookup(host, { all: true })).map(({ address }) => address)

type Checking = Pick<Parts, 'resolve' | 'toLoopback'> & { deadline: AbortSignal }

/** One address of this name, when every one it has may be called; null otherwise. */
async function checkedAddress(host: string, { resolve, toLoopback, deadline }: Checking) {
  const addresses = isIP(host) === 0 ? await within(deadline, resolve(host)) : [host]
  const may = (address: string) =>
    isPublicAddress(address) || (toLoopback && isLoopbackAddress(address))
  if (addresses.length === 0 || !addresses.every(may)) return null
  // Not every network of ours speaks IPv6.
  return addresses.find(address => isIP(address) === 4) ?? addresses[0] ?? null
}

function within<T>(deadline: AbortSignal, work: Promise<T>): Promise<T> {
  const over = Promise.withResolvers<never>()
  deadline.addEventListener('abort', () => over.reject(deadline.reason), { once: true })
  return Promise.race([work, over.promise])
}

type Call = Pick<Parts, 'ca' | 'reach'> & {
  url: URL
  host: string
  address: string
  deadline: AbortSignal
}

/** Calls the address that was checked; the name is told in `Host` and in the TLS handshake only. */
function send(call: Call, headers: Record<string, string>, body: string): Promise<HookAnswer> {
  const { url, host, ca, deadline } = call
  const isTls = url.protocol === 'https:'
  const at = call.reach(call.address, Number(url.port) || (isTls ? 443 : 80))
  const { promise, resolve, reject } = Promise.withResolvers<HookAnswer>()
  const options = {
    host: at.address,
    port: at.port,
    path: `${url.pathname}${url.search}`,
    method: 'POST',
    agent: false as const,
    signal: deadline,
    headers: { ...headers, Host: url.host, 'Content-Length': Buffer.byteLength(body) },
  }
  const name = isIP(host) === 0 ? { servername: host } : {}
  const trust = ca === undefined ? {} : { ca }
  const request = isTls
    ? https.request({ ...options, ...name, ...trust, rejectUnauthorized: true })
    : http.request(options)
  request.on('response', response => {
    answerOf(response).then(resolve, reject)
  })
  request.on('error', reject)
  request.end(body)
  return promise
}

/** Reads on, for a server may take an answer that nobody read for a failure; but not for long. */
async function answerOf(response: http.IncomingMessage): Promise<HookAnswer> {
  let bytes = 0
  for await (const chunk of response) {
    bytes += Buffer.byteLength(chunk)
    if (bytes > LONGEST_ANSWER_BYTES) break
  }
  response.destroy()
  const seconds = Number(response.headers['retry-after'])
  const retryAfterSeconds = Number.isFinite(seconds) && seconds > 0 ? seconds : null
  return { kind: 'answered', status: response.statusCode ?? 0, retryAfterSeconds }
}

/** Codes only: an error's words may tell about what is inside. */
function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (/CERT|ALTNAME|SIGNED|TLS|SSL/.test(code)) return 'Its certificate is not good.'
  if (/NOTFOUND|EAI|DNS/.test(code)) return 'Its name is not known.'
  return 'It could not be reached.'
}
