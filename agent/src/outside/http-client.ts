import { MINUTE_MS } from '../lib/durations.ts'
import { Setback } from '../lib/step-error.ts'
import { type Reply, troubleOfError, troubleOfReply } from './network-trouble.ts'
import { openOutage } from './outage.ts'
import { type SilenceOptions, Silent, watchSilence } from './silence.ts'
import { openSkew } from './skew.ts'
import { type Ways, wayTo } from './way.ts'

/** Nothing moved for so long: the connection is given up. */
export const SILENCE_MS = MINUTE_MS
const SOON_MS = 2000
/** A line this slow still carries; a text may lie in the system's memory until it went over it. */
const SLOWEST_BYTES_PER_MS = 1
/** No interface we talk to answers with more; a page that never ends must not fill the memory. */
const LONGEST_REPLY_BYTES = 8 * 2 ** 20

export interface Exchange {
  method: string
  url: string
  headers: Record<string, string>
  body?: string
  /** A body that may take long, instead of a text. */
  sending?: Sending
  keepalive: boolean
  signal: AbortSignal
}

export interface Sending {
  body: Blob | ReadableStream<Uint8Array>
  /** How long nothing may move right now. */
  allowedMs(): number
  /** It went through. */
  arrived(): void
  /** It was given up because nothing moved. */
  stalled(): void
}

export interface Moving {
  moved(): void
}

/** The one HTTP client: pinned, never redirected, given up when silent. */
export interface HttpClient {
  /** Throws a Setback for whatever stood between us and the server, or the signal's reason. */
  exchange(build: (moving: Moving) => Exchange): Promise<Reply>
  /** Hands over what a stream of events says, until it ends, breaks off or goes silent. */
  listen(to: Listening, onText: (text: string) => void): Promise<void>
}

export interface Listening {
  url: string
  headers: Record<string, string>
  /** How long it may say nothing at all. */
  silenceMs: number
  signal: AbortSignal
}

export interface HttpClientOptions extends Ways {
  now: () => number
  silence?: Partial<Omit<SilenceOptions, 'allowedMs'>>
  silenceMs?: number
  /** Something got through after nothing had. */
  onBack?: () => void
}

/** An HTTP client with the creator's pins. */
export function openHttpClient(options: HttpClientOptions): HttpClient {
  const { now, silence, silenceMs = SILENCE_MS, onBack = () => {} } = options
  const skew = openSkew(now)
  const outage = openOutage(onBack)
  return {
    async exchange(build) {
      let allowedMs = () => silenceMs
      const watch = watchSilence({ ...silence, allowedMs: () => allowedMs() })
      const request = build(watch)
      const { url, signal, sending } = request
      const startedAt = performance.now()
      if (sending) allowedMs = sending.allowedMs
      else if (request.body) {
        const neededMs = request.body.length / SLOWEST_BYTES_PER_MS
        allowedMs = () => silenceMs + neededMs
      }
      try {
        const reply = await talk(request, options, watch)
        const trouble = troubleOfReply(reply)
        if (trouble) throw new Setback(trouble)
        if (reply.status < 400) sending?.arrived()
        skew.note(reply.headers.get('date'))
        outage.worked()
        return reply
      } catch (error) {
        signal.throwIfAborted()
        if (watch.signal.aborted) sending?.stalled()
        outage.failed(new URL(url).host)
        if (error instanceof Setback) throw error
        const told = troubleOfError(error, { url, nowMs: now(), offMs: skew.offMs() })
        // Nobody's fault but the network's, so no single host is to be blamed for it.
        const why = told.code === 'network' && outage.isOut() ? { ...told, code: 'offline' } : told
        // Others got through while this one was waited for: it died with the network of before.
        const isLate = watch.signal.aborted && outage.isOverSince(startedAt)
        throw new Setback(isLate ? { ...why, retry: { afterMs: SOON_MS } } : why)
      } finally {
        watch.close()
      }
    },
    async listen({ url, headers, silenceMs: allowed, signal }, onText) {
      const watch = watchSilence({ ...silence, allowedMs: () => allowed })
      const request = { method: 'GET', url, headers, keepalive: false, signal }
      try {
        const answer = await opened(request, options, watch)
        // A refusal was heard, so it is no outage; and it may be a sign-in page, so nothing works.
        if (!isStream(answer) || !answer.body) return await answer.body?.cancel()
        outage.worked()
        const decoder = new TextDecoder()
        for await (const piece of answer.body) {
          watch.moved()
          onText(decoder.decode(piece, { stream: true }))
        }
      } catch (error) {
        signal.throwIfAborted()
        outage.failed(new URL(url).host)
        throw error
      } finally {
        watch.close()
      }
    },
  }
}

async function talk(request: Exchange, ways: Ways, watch: Watch): Promise<Reply> {
  const answer = await opened(request, ways, watch)
  return { status: answer.status, headers: answer.headers, text: await textOf(answer, watch) }
}

const isStream = ({ ok, headers }: Response) =>
  ok && headers.get('content-type')?.startsWith('text/event-stream') === true

type Watch = ReturnType<typeof watchSilence>

async function opened(
  { url, method, headers, body, sending, keepalive, signal }: Exchange,
  ways: Ways,
  watch: Watch,
): Promise<Response> {
  const answer = await fetch(url, {
    ...{ method, headers, keepalive },
    ...(body !== undefined && { body }),
    ...(sending && { body: sending.body }),
    ...(await wayTo(url, ways)),
    signal: AbortSignal.any([signal, watch.signal]),
    // Bun gives up after five minutes by a clock of its own.
    timeout: false,
  })
  watch.moved()
  return answer
}

async function textOf(answer: Response, watch: Moving): Promise<string> {
  if (!answer.body) return ''
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for await (const piece of answer.body) {
    watch.moved()
    bytes += piece.byteLength
    if (bytes > LONGEST_REPLY_BYTES) throw new Silent('The answer has no end.')
    text += decoder.decode(piece, { stream: true })
  }
  return text + decoder.decode()
}
