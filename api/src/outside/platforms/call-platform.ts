import { PLATFORM_NAMES, type Platform } from '../../../contract/index.ts'
import { Fault } from '../../lib/fault.ts'
import { DAY_SECONDS } from '../../lib/time.ts'

const TIMEOUT_MS = 10_000
const BODY_LIMIT_BYTES = 512 * 1024

export interface PlatformCall {
  platform: Platform
  method: 'GET' | 'POST' | 'DELETE'
  url: string
  /** Sent as a header, so that it stands in no URL and no log of one. */
  token?: string
  form?: Record<string, string>
  json?: unknown
  /** How long an answer is waited for; some answers must not be missed. */
  timeoutMs?: number
}

export interface Reply {
  status: number
  /** Parsed JSON with long whole numbers as text; null when it was not JSON. */
  body: unknown
  retryAfterSeconds: number | null
}

/** One bounded call. Any HTTP answer is a reply; no answer at all is Fault('upstream'). */
export async function callPlatform(call: PlatformCall): Promise<Reply> {
  try {
    const response = await fetch(call.url, {
      method: call.method,
      headers: headersOf(call),
      ...bodyOf(call),
      redirect: 'manual',
      signal: AbortSignal.timeout(call.timeoutMs ?? TIMEOUT_MS),
    })
    const text = await boundedText(response)
    const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN)
    return {
      status: response.status,
      body: parseKeepingLongNumbers(text),
      retryAfterSeconds: retryAfter > 0 ? Math.min(Math.ceil(retryAfter), DAY_SECONDS) : null,
    }
  } catch (error) {
    // The cause is left behind: fetch puts the whole URL into it.
    throw upstream(call.platform, `no answer (${error instanceof Error ? error.name : 'unknown'})`)
  }
}

/** The platform answered, but not with what we need. `log` holds codes only, never a body. */
export function upstream(
  platform: Platform,
  log: string,
  retryAfterSeconds?: number | null,
): Fault {
  const detail = `${PLATFORM_NAMES[platform]} did not answer properly. Please try again shortly.`
  return new Fault('upstream', detail, {
    log: `${platform}: ${log}`,
    ...(retryAfterSeconds && { retryAfterSeconds }),
  })
}

/** An error code as it may be logged; anything longer could hold what it should not. */
export function loggable(code: unknown): string {
  const text = typeof code === 'string' || typeof code === 'number' ? String(code) : ''
  return /^[\w.-]{1,60}$/.test(text) ? text : 'unknown error'
}

/** JSON in which a whole number of 16 digits or more stays text: ids overflow JS numbers. */
export function parseKeepingLongNumbers(text: string): unknown {
  const quoted = text.replace(/"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g, part =>
    part.startsWith('"') ? part : `"${part}"`,
  )
  try {
    return JSON.parse(quoted)
  } catch {
    return null
  }
}

function headersOf(call: PlatformCall): Record<string, string> {
  return {
    accept: 'application/json',
    ...(call.token !== undefined && { authorization: `Bearer ${call.token}` }),
    ...(call.json !== undefined && { 'content-type': 'application/json; charset=UTF-8' }),
    ...(call.form && { 'content-type': 'application/x-www-form-urlencoded' }),
  }
}

function bodyOf(call: PlatformCall): { body?: string } {
  if (call.form) return { body: new URLSearchParams(call.form).toString() }
  return call.json === undefined ? {} : { body: JSON.stringify(call.json) }
}

async function boundedText(response: Response): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  let sizeBytes = 0
  for await (const chunk of response.body ?? []) {
    sizeBytes += chunk.byteLength
    if (sizeBytes > BODY_LIMIT_BYTES) throw new RangeError('answer too large')
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}
