/** How far back; `all` is from the first day with figures. */
export const PERIODS = ['7d', '30d', '90d', '365d', 'all'] as const

/** A period in days; null = from the first. */
export const PERIOD_DAYS: Record<(typeof PERIODS)[number], number | null> = {
  '7d': 7,
  '30d': 30,
  '90d': 90,
  '365d': 365,
  all: null,
}

/** What a platform counts of a video. */
export const METRICS = ['views', 'likes', 'comments', 'shares'] as const
