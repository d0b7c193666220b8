import { z } from 'zod'
import { MINUTE_MS } from '../../lib/durations.ts'
import { otherRule } from '../consent.ts'
import type { Hosts } from '../hosts.ts'
import { parseJson, strangeAnswer, type Wire } from '../http.ts'
import type { Job, Standing } from '../platform.ts'
import { rest, setbackOf } from './answers.ts'
import type { LinkedInTerms } from './consent.ts'
import type { At, LinkedInSession, Tools } from './session.ts'

const Begun = z.object({
  value: z.object({
    video: z.string(),
    uploadToken: z.string().default(''),
    uploadUrlsExpireAt: z.number(),
    uploadInstructions: z
      .array(z.object({ uploadUrl: z.string(), firstByte: z.number(), lastByte: z.number() }))
      .min(1),
  }),
})
/** An address that is about to run out is not worth starting on. */
const MARGIN_MS = 5 * MINUTE_MS

/** Asks for a video that nobody sees yet, and where its parts go. May be repeated. */
export async function begin(
  hosts: Hosts,
  job: Job<LinkedInTerms>,
  wire: Wire,
): Promise<LinkedInSession> {
  if (job.words.platform !== 'linkedin') throw otherRule()
  const url = `${hosts.api}/rest/videos?action=initializeUpload`
  const reply = await rest(
    wire,
    { method: 'POST', url },
    {
      initializeUploadRequest: {
        owner: authorOf(job),
        fileSizeBytes: job.file.sizeBytes,
        uploadCaptions: false,
        uploadThumbnail: false,
      },
    },
  )
  if (reply.status !== 200) throw setbackOf(reply, wire.now())
  const begun = Begun.safeParse(parseJson(reply.text)).data?.value
  const parts = begun?.uploadInstructions.map(it => ({
    ...{ url: it.uploadUrl, from: it.firstByte, to: it.lastByte + 1 },
  }))
  if (!begun || !parts || !covers(parts, job.file.sizeBytes)) {
    throw strangeAnswer('LinkedIn', 'upload instructions')
  }
  if (!parts.every(it => hosts.isOwn(it.url))) throw strangeAnswer('LinkedIn', 'upload address')
  return {
    video: begun.video,
    uploadToken: begun.uploadToken,
    parts,
    etags: parts.map(() => null),
    expiresAt: begun.uploadUrlsExpireAt,
    finalizingAt: null,
  }
}

export const authorOf = ({ connection }: Job) => `urn:li:person:${connection.externalId}`

/** Every byte once, in order. */
const covers = (parts: LinkedInSession['parts'], sizeBytes: number) =>
  parts.every((it, index) => it.from === (parts[index - 1]?.to ?? 0) && it.to > it.from) &&
  parts.at(-1)?.to === sizeBytes

/** How much of it LinkedIn has, counted by the answers that were written down. */
export const sentBytes = ({ parts, etags }: LinkedInSession) =>
  parts.reduce((sum, part, index) => sum + (etags[index] === null ? 0 : part.to - part.from), 0)

/** Sends the parts that are missing, then says that these are all. Each may be sent again. */
export async function send(at: At, tools: Tools): Promise<Standing> {
  const { wire, marks } = tools
  let { session } = at
  if (wire.now() > session.expiresAt - MARGIN_MS) return anew()
  for (const [index, part] of session.parts.entries()) {
    if (session.etags[index] !== null) continue
    await at.job.assertUnchanged()
    const before = sentBytes(session)
    const reply = await wire.call({
      method: 'PUT',
      url: part.url,
      auth: 'none',
      headers: { 'content-type': 'application/octet-stream' },
      cargo: {
        ...{ path: at.job.file.path, from: part.from, to: part.to },
        onSent: sent => marks.progress(before + sent),
      },
      guard: at.job.assertUnchanged,
    })
    // Addresses run out, and say so with 401 as well; it has nothing to do with our token.
    if (reply.status === 401 || reply.status === 403 || reply.status === 404) return anew()
    if (reply.status >= 300) throw setbackOf(reply, wire.now())
    const etag = reply.headers.get('etag')
    if (!etag) throw strangeAnswer('LinkedIn', 'part without ETag')
    session = { ...session, etags: session.etags.with(index, etag) }
    marks.save(session, 'open')
    marks.progress(sentBytes(session))
  }
  return finalize(session, tools)
}

async function finalize(sent: LinkedInSession, { hosts, wire, marks }: Tools): Promise<Standing> {
  const session = { ...sent, finalizingAt: wire.now() }
  marks.save(session, 'open')
  const url = `${hosts.api}/rest/videos?action=finalizeUpload`
  const { video, uploadToken, etags } = session
  const reply = await rest(
    wire,
    { method: 'POST', url },
    { finalizeUploadRequest: { video, uploadToken, uploadedPartIds: etags } },
  )
  if (reply.status !== 200) throw setbackOf(reply, wire.now())
  marks.save(session, 'sent')
  return processing(1000)
}

export const processing = (afterMs?: number): Standing => ({
  ...{ kind: 'wait', reason: 'LinkedIn is processing the video.' },
  ...(afterMs !== undefined && { afterMs }),
})

function anew(): Standing {
  const reason = 'LinkedIn wants the upload from the start; it is sent again.'
  const cause = { code: 'upload_expired', reason, whoCanFix: 'wait' as const }
  return { kind: 'restart', cause: { ...cause, retry: 'backoff' } }
}
