import {
  type Counts,
  type ExportFigures,
  METRICS,
  PERIODS,
  type Period,
  PLANS,
  PLATFORMS,
  type Platform,
} from '@content/api/contract'
import { useSearchParams } from '@solidjs/router'
import { createResource } from 'solid-js'
import { api } from '../../api.ts'
import { problemOf } from '../../problem.ts'
import { useMe } from '../../session.tsx'
import { makeAction } from '../../ui/form/action.ts'

type Format = ReturnType<typeof ExportFigures.parse>['format']

export interface Asked {
  period: Period
  platform?: Platform
}

/** What the address asks for, and the figures that answer it. */
export function makeAnalytics() {
  const me = useMe()
  const [search, setSearch] = useSearchParams()
  const period = (): Period => PERIODS.find(it => it === search.period) ?? '30d'
  const platform = () => PLATFORMS.find(it => it === search.platform)
  const metric = (): keyof Counts => METRICS.find(it => it === search.metric) ?? 'views'
  const isComparing = () => search.compare !== 'no'
  const isBasic = () => PLANS[me().plan].analytics === 'basic'
  // By value, so that another metric asks the server nothing.
  const key = () => JSON.stringify({ period: period(), platform: platform() })
  const withMore = () => (isBasic() ? false : key())
  const asked = (text: string) => JSON.parse(text) as Asked

  const [summary, { refetch }] = createResource(key, async text => {
    const [comparison, timeline] = await Promise.all([
      api.analytics.compare.query(asked(text)),
      api.analytics.timeline.query(asked(text)),
    ])
    return { comparison, timeline }
  })
  const [top] = createResource(withMore, text => api.analytics.topVideos.query(asked(text)))
  const [best] = createResource(
    () => (isBasic() ? false : JSON.stringify({ platform: platform() })),
    text => api.analytics.bestTimes.query(JSON.parse(text) as Pick<Asked, 'platform'>),
  )
  return {
    ...{ period, platform, metric, isComparing, isBasic, summary, top, best },
    problem: () => (summary.error ? problemOf(summary.error) : null),
    /** Whether there is a period before that the plan shows. */
    mayCompare: () => !summary.error && Boolean(summary.latest?.comparison.before),
    reload: () => void refetch(),
    /** Whether the plan looks back so far. */
    isShown: (days: number | null) => {
      const most = PLANS[me().plan].historyDays
      return most === null || (days !== null && days <= most)
    },
    choose: (change: Partial<Record<'period' | 'platform' | 'metric' | 'compare', string>>) =>
      setSearch(change, { replace: true }),
    save: makeAction((format: Format) => saveFile(asked(key()), format)),
  }
}

export type AnalyticsState = ReturnType<typeof makeAnalytics>

/** Fetches an export piece by piece and hands it to the browser as one file. */
async function saveFile(asked: Asked, format: Format): Promise<void> {
  const pieces: string[] = []
  let cursor: string | null = null
  let name = ''
  let type = ''
  do {
    const piece: Piece = await api.analytics.export.query({
      ...asked,
      format,
      ...(cursor !== null && { cursor }),
    })
    pieces.push(piece.text)
    ;({ nextCursor: cursor, fileName: name, mediaType: type } = piece)
  } while (cursor !== null)
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob(pieces, { type }))
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}

type Piece = Awaited<ReturnType<typeof api.analytics.export.query>>
