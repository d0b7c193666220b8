import { PLANS } from '@content/api/contract'
import { useQuery, useQueryClient } from '@tanstack/solid-query'
import { api } from '../../../api.ts'
import { channelsQuery, workspaceQuery } from '../../../queries.ts'
import { useIsAtLeast, useMe } from '../../../session.tsx'
import { locale } from '../../../words/locale.ts'

/** What a video usually is, for words that are only tried out. */
const SAMPLE = { durationMs: 30_000, width: 1080, height: 1920, fps: 30, hasAudio: true }

/** The workspace's voice, the wishes for its channels, and words to try them on. */
export function makePrompts() {
  const me = useMe()
  const isAtLeast = useIsAtLeast()
  const kept = useQueryClient()
  const workspace = useQuery(workspaceQuery)
  const connections = useQuery(channelsQuery)
  const channels = () => connections.data?.connections ?? []
  return {
    ...{ workspace, channels },
    plan: () => PLANS[me().plan],
    mayWrite: () => isAtLeast('editor'),
    async saveVoice(brandVoice: string, prompt: string) {
      const saved = await api.workspace.saveVoice.mutate({
        ...{ brandVoice: brandVoice.trim() || null, prompt: prompt.trim() || null },
      })
      kept.setQueryData(workspaceQuery().queryKey, saved)
    },
    async savePrompt(connectionId: string, prompt: string) {
      await api.connection.savePrompt.mutate({ connectionId, prompt })
      await kept.invalidateQueries({ queryKey: ['connection'] })
    },
    tryOut: (fileName: string, wish: string) =>
      api.enrichment.generate.mutate({
        facts: { ...SAMPLE, fileName },
        platforms: [...new Set(channels().map(it => it.platform))],
        connectionIds: channels().map(it => it.id),
        language: locale(),
        ...(wish.trim() && { prompt: wish }),
      }),
  }
}

export type PromptsState = ReturnType<typeof makePrompts>
export type Tried = Awaited<ReturnType<PromptsState['tryOut']>>
