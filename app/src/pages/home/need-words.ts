import { PLATFORM_NAMES, type Platform } from '@content/api/contract'
import { day } from '../../words/format.ts'
import { hiddenWords } from '../../words/publication.ts'
import type { Need } from './needs.ts'
import { words } from './words.ts'

interface RowProps {
  platforms: Platform[]
  title: string
  why: string | null
  /** What the documentation explains further, where a code was told. */
  fault?: { platform: Platform; code: string | null }
  href: string
  act: string
}

/** What is said of a need, and where it is seen to. */
export function rowOf(need: Need): RowProps {
  const { needs } = words()
  switch (need.kind) {
    case 'lost': {
      const { platform, label, lostReason } = need.connection
      const title = needs.lost(label, PLATFORM_NAMES[platform])
      const act = needs.connect
      const fault = { platform, code: 'connection_lost' }
      return { platforms: [platform], title, why: lostReason, fault, href: '/connections', act }
    }
    case 'ending': {
      const { platform, label, accessEndsAt } = need.connection
      const title = needs.ending(label, PLATFORM_NAMES[platform], day(accessEndsAt ?? ''))
      const [why, act] = [needs.endingWhy, needs.connect]
      return { platforms: [platform], title, why, href: '/connections', act }
    }
    case 'quota': {
      const { remaining, resetsAt } = need.quota
      const title = remaining === 0 ? needs.quotaGone : needs.quotaNear(remaining ?? 0)
      const why = needs.quotaUntil(day(resetsAt))
      return { platforms: [], title, why, href: '/settings/billing', act: needs.plans }
    }
    case 'review': {
      const [first] = need.rows
      const platforms = [...new Set(need.rows.map(({ platform }) => platform))]
      const title = needs.review(first?.fileName ?? '')
      const href = `/review?item=${first?.sha256}`
      return { platforms, title, why: first?.deviceName ?? null, href, act: needs.openReview }
    }
    case 'more': {
      const title = needs.more(need.count)
      return { platforms: [], title, why: null, href: '/review', act: needs.openReview }
    }
    case 'trouble': {
      const { platform, fileName, code, reason, label, deviceName } = need.row
      const why = reason ?? `${label} · ${deviceName}`
      const title = needs.trouble(fileName)
      const fault = { platform, code }
      return { platforms: [platform], title, why, fault, href: '/devices', act: needs.seeComputer }
    }
    default: {
      const { platform, title, code, reason, hidden } = need.publication
      const isDoubt = need.kind === 'doubt'
      const named = title || need.video.fileName
      return {
        platforms: [platform],
        title: needs[need.kind](named, PLATFORM_NAMES[platform]),
        why: hidden ? hiddenWords(platform, hidden) : reason,
        ...(!hidden && { fault: { platform, code } }),
        href: `/videos/${need.video.id}`,
        act: isDoubt ? needs.look : needs.openVideo,
      }
    }
  }
}
