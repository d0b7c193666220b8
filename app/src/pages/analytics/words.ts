import type { Counts, Period } from '@content/api/contract'

/** Every sentence of the page, in one place. */
export const WORDS = {
  title: 'Analytics',
  loading: 'Loading your figures',
  period: 'Period',
  platform: 'Platform',
  everyPlatform: 'All platforms',
  metric: 'Figure',
  compare: 'Compare with the period before',
  totals: 'Totals',
  totalsAbout: 'As each platform counts them; they are never added up across platforms.',
  untilNow: 'in all',
  gained: 'gained in these days',
  lateGain: (count: string) => `and ${count} that were told days later`,
  before: (count: string) => `${count} in the period before`,
  nothingBefore: 'nothing told in the period before',
  published: (count: number) => (count === 1 ? '1 video went live' : `${count} videos went live`),
  notTold: 'not told',
  days: 'Day by day',
  daysAbout:
    'What came on each day. Where a line breaks, the platform told nothing on that day; what it ' +
    'told later is in the table, and on no single day.',
  chartOf: (metric: string, days: number) => `${metric} gained a day, over ${days} days`,
  day: 'Day',
  gap: 'No answer',
  later: (count: string) => `${count} over several days`,
  tableOf: (metric: string) => `${metric} gained each day`,
  best: 'Best times',
  bestAbout: (zone: string, days: number) =>
    `When your own videos went live (${zone}), and the middle of their views after ${days} days.`,
  tooFew: 'Too few of your videos are old enough to say.',
  leftOut: (names: string) => `Without ${names}, whose terms allow no figure made of its own.`,
  slot: (weekday: string, hour: string) => `${weekday}, ${hour}`,
  ofVideos: (count: number) => (count === 1 ? '1 video' : `${count} videos`),
  weekday: 'When',
  videos: 'Videos',
  middle: 'Middle of views',
  top: 'Top videos',
  topAbout: 'What was seen most of what went live in these days.',
  noTop: 'Nothing with figures went live in these days.',
  open: (title: string, platform: string) => `Open “${title}” on ${platform}`,
  untitled: 'Untitled',
  export: 'Export',
  exportAbout: 'The figures of every video and day, as the platforms told them.',
  csv: 'Save as CSV',
  json: 'Save as JSON lines',
  saved: 'Saved to your downloads.',
  upgrade: (what: string, plan: string) => `${what} come with the ${plan} plan.`,
  upgradeWhat: 'Best times, top videos and exports',
  seePlans: 'See plans',
  empty: 'No figures yet',
  emptyAbout:
    'They begin an hour after your first video went live. Until then there is nothing to show.',
  emptyOn: (platform: string) => `${platform} has told nothing of your videos so far.`,
  toVideos: 'Go to your videos',
} as const

export const PERIOD_WORDS: Record<Period, string> = {
  '7d': '7 days',
  '30d': '30 days',
  '90d': '90 days',
  '365d': 'A year',
  all: 'All',
}

export const METRIC_WORDS: Record<keyof Counts, string> = {
  views: 'Views',
  likes: 'Likes',
  comments: 'Comments',
  shares: 'Shares',
}

// A Monday, so that the first weekday is one.
const MONDAY_MS = Date.UTC(2026, 0, 5)
const HOUR_MS = 3_600_000
const weekdays = new Intl.DateTimeFormat(undefined, { weekday: 'long', timeZone: 'UTC' })
const hours = new Intl.DateTimeFormat(undefined, { hour: 'numeric', timeZone: 'UTC' })
const calendar = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' })
const figures = new Intl.NumberFormat()

/** 1 is Monday. */
export const weekdayOf = (weekday: number) =>
  weekdays.format(MONDAY_MS + (weekday - 1) * 24 * HOUR_MS)
export const hourOf = (hour: number) => hours.format(MONDAY_MS + hour * HOUR_MS)
/** A day of the workspace's calendar, whatever the browser's time zone. */
export const dayOf = (day: string) => calendar.format(Date.parse(`${day}T00:00:00Z`))
/** Every digit, because these are compared. */
export const exactly = (value: number) => figures.format(value)
