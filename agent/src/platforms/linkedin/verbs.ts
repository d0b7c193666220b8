import { z } from 'zod'
import { MINUTE_MS } from '../../lib/durations.ts'
import type { Hosts } from '../hosts.ts'
import { parseJson, type Wire } from '../http.ts'
import type { Standing, Verbs } from '../platform.ts'
import { causeOfCode, rest, setbackOf } from './answers.ts'
import type { LinkedInTerms } from './consent.ts'
import { finish } from './post.ts'
import { type At, type LinkedInSession, Session } from './session.ts'
import { begin, processing, send, sentBytes } from './upload.ts'

const Video = z.object({
  status: z.enum(['WAITING_UPLOAD', 'PROCESSING', 'AVAILABLE', 'PROCESSING_FAILED']),
})

/** LinkedIn's Videos and Posts interfaces, as a member. */
export function linkedinVerbs(hosts: Hosts): Verbs<LinkedInSession, LinkedInTerms> {
  return {
    begin: (job, wire) => begin(hosts, job, wire),
    send: (at, wire, marks) => send(at, { hosts, wire, marks }),
    check: (at, wire) => check(hosts, at, wire),
    finish: (at, wire, marks) => finish(at, { hosts, wire, marks }),
    mayBeLive: (_session, stage) => stage === 'finishing',
    readSession: json => Session.parse(JSON.parse(json)),
  }
}

const WITHHELD_MS = 10 * MINUTE_MS

/** Nothing is public before it is posted, so its state alone says what is next. */
async function check(hosts: Hosts, { session }: At, wire: Wire): Promise<Standing> {
  const url = `${hosts.api}/rest/videos/${encodeURIComponent(session.video)}`
  const reply = await rest(wire, { method: 'GET', url })
  if (reply.status === 404) return anew(wire)
  const video = Video.safeParse(parseJson(reply.text)).data
  // Right after the last part it may be withheld from its own author for a while.
  const isYoung = wire.now() - (session.finalizingAt ?? 0) < WITHHELD_MS
  if (reply.status === 403 && isYoung) return processing()
  if (reply.status !== 200) throw setbackOf(reply, wire.now())
  switch (video?.status) {
    case 'WAITING_UPLOAD':
      return { kind: 'send', offset: sentBytes(session) }
    case 'AVAILABLE':
      return { kind: 'finish' }
    case 'PROCESSING_FAILED':
      return {
        kind: 'failed',
        cause: causeOfCode('MEDIA_ASSET_PROCESSING_FAILED', wire.now()),
      }
    default:
      // An answer that cannot be read says nothing, so it is asked for again.
      return processing()
  }
}

const anew = (wire: Wire): Standing => ({
  kind: 'restart',
  cause: causeOfCode('UPDATING_ASSET_FAILED', wire.now()),
})
