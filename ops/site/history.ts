import { PLATFORMS, Platform } from '../../api/contract/index.ts'
import { storeFigures } from '../../api/src/analytics/figures.queries.ts'
import { openDatabase } from '../../api/src/outside/postgres.ts'
import type { Db } from '../../db/index.ts'
import { DAY_MS, HOUR_MS } from '../durations.ts'
import { STAND_INS } from '../sandbox/index.ts'

/** Days between one video and the next. */
const APART_DAYS = 4
const ORDER: readonly string[] = PLATFORMS
const SILENT = { debug() {}, info() {}, warn() {}, error() {} }

/** Moves what was published back over some weeks, and says what came of it on each day since. */
export async function giveHistory(folder: string): Promise<void> {
  const { db, close } = await openDatabase({ kind: 'embedded', folder }, SILENT)
  try {
    await forgetFigures(db)
    const videos = await db.selectFrom('video').select('video_id').orderBy('created_at').execute()
    for (const [index, { video_id }] of videos.entries()) {
      const days = (videos.length - index) * APART_DAYS - 1
      await moveBack(db, video_id, new Date(Date.now() - days * DAY_MS - (index % 3) * HOUR_MS))
    }
    for (let day = videos.length * APART_DAYS; day >= 0; day -= 1) {
      await oneDay(db, new Date(Date.now() - day * DAY_MS - HOUR_MS))
    }
  } finally {
    await close()
  }
}

/** What the server was told while they were published: nobody has seen them yet. */
async function forgetFigures(db: Db): Promise<void> {
  for (const table of ['snapshot', 'snapshot_day', 'channel_day'] as const) {
    await db.deleteFrom(table).execute()
  }
  const counts = { views: null, likes: null, comments: null, shares: null, week_views: null }
  await db
    .updateTable('publication')
    .set({ ...counts, figures_at: null })
    .execute()
}

async function moveBack(db: Db, videoId: string, at: Date): Promise<void> {
  const made = { created_at: at }
  await db.updateTable('video').set(made).where('video_id', '=', videoId).execute()
  const moved = { ...made, published_at: at, updated_at: at }
  await db.updateTable('publication').set(moved).where('video_id', '=', videoId).execute()
}

/** A video is seen most at first, and then less from day to day. */
async function oneDay(db: Db, takenAt: Date): Promise<void> {
  const rows = await db
    .selectFrom('publication')
    .select(['workspace_id', 'publication_id', 'platform', 'video_id', 'published_at'])
    .where('published_at', '<=', takenAt)
    .execute()
  const told = rows.flatMap(({ platform, ...row }) => {
    const strong = STAND_INS[Platform.parse(platform)].demoViews
    const place = ORDER.indexOf(platform)
    return strong === null ? [] : [{ ...row, place, strong }]
  })
  const snapshots = told.map(({ publication_id, place, strong, video_id, published_at }) => {
    const age = (takenAt.getTime() - (published_at?.getTime() ?? 0)) / DAY_MS
    const views = Math.round(strong * luckOf(video_id) * (1 - Math.exp(-age / 3)) + 14 * age)
    return {
      ...{ publication_id, views, likes: Math.round(views / (14 + place * 3)) },
      ...{ comments: Math.round(views / 190), shares: place === 0 ? null : Math.round(views / 90) },
      next_at: new Date(Date.now() + DAY_MS),
    }
  })
  const [first] = rows
  if (first) await storeFigures(db, first.workspace_id, { snapshots, takenAt })
}

/** Some do better than others, on each day alike: what was seen is never unseen. */
const luckOf = (videoId: string) => 0.55 + (Number.parseInt(videoId.slice(-2), 16) % 10) / 10
