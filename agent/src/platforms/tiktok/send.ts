import { Setback } from '../../lib/step-error.ts'
import type { Hosts } from '../hosts.ts'
import { busySetback, type Reply, type Wire } from '../http.ts'
import type { Cargo } from '../pace/pace.ts'
import type { Job, Marks, Standing } from '../platform.ts'
import { causeOfCode } from './answers.ts'
import { check } from './check.ts'
import { type ChunkPlan, chunkAt, chunkPlan, countOf } from './chunks.ts'
import type { TikTokTerms } from './consent.ts'
import { type At, anew, askedAgain, type TikTokSession, URL_LIFE_MS } from './session.ts'

/** Sends chunk after chunk. Which one comes next, TikTok has said before. */
export async function send(
  hosts: Hosts,
  at: At & { offset: number },
  { wire, marks }: { wire: Wire; marks: Marks<TikTokSession> },
): Promise<Standing> {
  const { file } = at.job
  const plan = chunkPlan(file.sizeBytes)
  let { session, offset } = at
  for (;;) {
    const chunk = chunkAt(plan, offset, file.sizeBytes)
    // Half a chunk cannot be mended, and an address near its end is not worth starting on.
    if (!chunk || wire.now() - session.issuedAt > URL_LIFE_MS) return anew('upload_expired')
    await at.job.assertUnchanged()
    const mayBeComplete = chunk.to === file.sizeBytes
    session = { ...session, confirmedBytes: offset, mayBeComplete }
    marks.save(session, 'open')
    const onSent = (bytes: number) => marks.progress(chunk.from + bytes)
    const reply = await putChunk(at.job, session, { ...chunk, onSent, wire })
    if (reply.status === 416) {
      const kept = keptBytes(reply, plan, file.sizeBytes)
      if (kept === null || kept === offset) return outOfStep(at.session)
      if (kept >= file.sizeBytes) return check(hosts, { ...at, session, stage: 'sent' }, wire)
      offset = kept
      continue
    }
    if (reply.status === 403 || reply.status === 404) {
      // Refused because the chunk whose answer was lost had been the last? Then it is being posted.
      return at.session.mayBeComplete ? askedAgain() : anew('upload_expired')
    }
    if (reply.status >= 300) throw putSetback(reply, wire.now())
    offset = chunk.to
    marks.progress(offset)
    if (!mayBeComplete) continue
    // Only 201 means "all of it"; what else says so has to name all the bytes.
    const kept = keptBytes(reply, plan, file.sizeBytes)
    if (reply.status !== 201 && kept !== file.sizeBytes) return askedAgain()
    session = { ...session, confirmedBytes: offset, sentAt: wire.now() }
    marks.save(session, 'sent')
    return { kind: 'wait', reason: 'TikTok is processing the video.', afterMs: 1000 }
  }
}

function putChunk(
  job: Job<TikTokTerms>,
  session: TikTokSession,
  { from, to, onSent, wire }: Required<Omit<Cargo, 'path'>> & { wire: Wire },
): Promise<Reply> {
  return wire.call({
    method: 'PUT',
    url: session.uploadUrl,
    auth: 'none',
    headers: {
      'content-type': job.file.contentType,
      'content-range': `bytes ${from}-${to - 1}/${job.file.sizeBytes}`,
    },
    cargo: { path: job.file.path, from, to, onSent },
    guard: job.assertUnchanged,
  })
}

/** `Content-Range: bytes 0-{UPLOADED_BYTES}/{TOTAL}`. */
function keptBytes(reply: Reply, plan: ChunkPlan, sizeBytes: number): number | null {
  const said = /^bytes 0-(\d+)\//.exec(reply.headers.get('content-range') ?? '')?.[1]
  return said === undefined ? null : countOf(Number(said), plan, sizeBytes)
}

/** Where the chunk whose answer was lost may have been the last, it may be being posted. */
const outOfStep = ({ mayBeComplete }: TikTokSession): Standing =>
  mayBeComplete ? askedAgain() : anew('upload_out_of_step')

function putSetback(reply: Reply, nowMs: number): Setback {
  return (
    busySetback(reply, 'TikTok', nowMs) ?? new Setback(causeOfCode(`put_${reply.status}`, nowMs))
  )
}
