import { z } from 'zod'
import {
  ChannelWords,
  GenerateMetadata,
  Metadata,
  MetadataAuthor,
  Quota,
  RewriteWords,
  Rewritten,
} from '../../contract/index.ts'
import { readQuota } from '../plan/quota.queries.ts'
import { byKeyOrSession, byPerson, router } from '../trpc.ts'
import { generateMetadata } from './generate-metadata.ts'
import { rewriteWords } from './rewrite-words.ts'

// Asked for more than anything else, so its shape is compiled.
const HotQuota = z.compile(Quota)

export const enrichmentRouter = router({
  generate: byKeyOrSession('editor', 'metadata')
    .meta({
      openapi: {
        method: 'POST',
        path: '/enrichment/generate',
        tags: ['enrichment'],
        summary: 'Titles, captions and hashtags for each platform',
        description:
          "Written from facts, words and at most three small pictures; the video's bytes never " +
          'travel. `author` says whether the model wrote them or, when it could not, an offline ' +
          'draft. `channels` holds the words of those among `connectionIds` whose creator wishes ' +
          'something else there; for every other channel `metadata` holds.',
      },
      limit: { name: 'enrichment', points: 60, windowSeconds: 60, by: 'workspace' },
      budget: 'modelTexts',
      refuses: ['not_found'],
    })
    .input(GenerateMetadata)
    .output(
      z.object({
        metadata: z.array(Metadata),
        /** For the channels that were named and have wishes of their own. */
        channels: z.array(ChannelWords),
        author: MetadataAuthor,
        quota: Quota,
      }),
    )
    .mutation(({ ctx, input }) => generateMetadata(ctx, input)),

  rewrite: byPerson('editor')
    .meta({
      limit: { name: 'enrichment', points: 60, windowSeconds: 60, by: 'workspace' },
      budget: 'modelTexts',
      refuses: ['not_found'],
    })
    .input(RewriteWords)
    .output(Rewritten)
    .mutation(({ ctx, input }) => rewriteWords(ctx, input)),

  quota: byKeyOrSession('viewer', 'metadata')
    .meta({
      openapi: {
        method: 'GET',
        path: '/enrichment/quota',
        tags: ['enrichment'],
        summary: "How much of this month's uploads is left",
        description: '`limit` and `remaining` are null where the plan has no limit.',
      },
    })
    .output(HotQuota)
    .query(({ ctx }) => readQuota(ctx.db, ctx.actor, ctx.now())),
})
