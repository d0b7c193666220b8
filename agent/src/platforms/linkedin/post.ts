import { littleText } from '@content/api/contract/platforms/linkedin'
import { NotSent, type Reply } from '../http.ts'
import type { Standing } from '../platform.ts'
import { isRefusal, rest, setbackOf } from './answers.ts'
import type { At, Tools } from './session.ts'
import { authorOf } from './upload.ts'

/**
 * Makes the post. It has no key, and nobody may read it back: it is asked for once, and again only
 * after LinkedIn itself, or whoever did not let it out, said no.
 * contributing/protocols/linkedin.md#published-once
 */
export async function finish({ job, session }: At, tools: Tools): Promise<Standing> {
  const { hosts, wire, marks } = tools
  marks.save(session, 'finishing')
  const reply = await post({ job, session }, tools).catch((error: unknown) => {
    if (error instanceof NotSent) marks.save(session, 'sent')
    throw error
  })
  const urn = reply.headers.get('x-restli-id') ?? ''
  if (reply.status === 201 && /^urn:li:(share|ugcPost):\d+$/.test(urn)) {
    return { kind: 'published', remoteId: urn, url: `${hosts.pages}/feed/update/${urn}/` }
  }
  if (!isRefusal(reply)) {
    return { kind: 'unknown', reason: 'LinkedIn did not say what became of the post.' }
  }
  marks.save(session, 'sent')
  throw setbackOf(reply, wire.now())
}

const post = ({ job, session }: At, { hosts, wire }: Tools): Promise<Reply> =>
  rest(
    wire,
    { method: 'POST', url: `${hosts.api}/rest/posts` },
    {
      author: authorOf(job),
      commentary: littleText('caption' in job.words ? job.words.caption : ''),
      visibility: job.terms.privacy,
      distribution: {
        feedDistribution: 'MAIN_FEED',
        targetEntities: [],
        thirdPartyDistributionChannels: [],
      },
      content: { media: { id: session.video } },
      lifecycleState: 'PUBLISHED',
      isReshareDisabledByAuthor: false,
    },
  )
