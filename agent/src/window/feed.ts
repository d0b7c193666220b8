import type { Core } from '../core.ts'
import { openNews } from '../journal/news.ts'
import { pausedUntil } from '../journal/pauses.ts'
import { pause } from '../platforms/http.ts'
import { pauseStatus } from '../status/pause-line.ts'
import { nameOf, readChanged, readStatus, type Status, type VideoStatus } from '../status/status.ts'

/** What the window is told: at first everything, then what changed. */
export interface Told {
  /** Whether `videos` are all there are; else those that changed. */
  isAll: boolean
  videos: VideoStatus[]
  pause: Status['pause']
}

export interface Feed {
  /** Tells all, and then each change until the signal is aborted. */
  follow(signal: AbortSignal): AsyncGenerator<Told>
  /** Hears of each video that may have changed, whether a window is open or not. */
  onChange(heed: (video: VideoStatus) => void): void
}

const LOOK_EVERY_MS = 250
/** While nothing happens: each waking of an idle agent costs the creator's battery. */
const LOOK_IDLE_MS = 1000
const BUSY_FOR_MS = 5000

interface Known {
  video: VideoStatus
  text: string
  revision: number
}

/** Whether it has a name of its own, and not only that of a file. */
const isNamed = (video: VideoStatus) => nameOf(video) !== video.path

/** Of thousands that are over, nobody reads the words until one is opened. */
const slim = (video: VideoStatus): VideoStatus =>
  video.state === 'published'
    ? { ...video, publications: video.publications.map(it => ({ ...it, words: null })) }
    : video

/** Reads each change of the journal once, however many windows are open. */
export function openFeed(core: Pick<Core, 'journal' | 'now'>): Feed {
  const { journal, now } = core
  const news = openNews(journal)
  const known = new Map<string, Known>()
  const heeds: ((video: VideoStatus) => void)[] = []
  let revision = 0
  /** What was told before this lacks nothing but changes. */
  let completeSince = 0
  let changedAt = performance.now()

  const learn = (videos: readonly VideoStatus[]) => {
    for (const video of videos) {
      const [text, name] = [JSON.stringify(video), nameOf(video)]
      if (known.get(name)?.text === text) continue
      if (isNamed(video) && known.get(video.path)?.video.id === null) known.delete(video.path)
      known.set(name, { video, text, revision })
      for (const heed of heeds) heed(video)
    }
  }
  const look = () => {
    const changed = news.take()
    if (changed === 'nothing' && revision > 0) return
    revision += 1
    changedAt = performance.now()
    if (typeof changed === 'object' && revision > 1) {
      return learn(readChanged(journal, changed, now()))
    }
    const all = readStatus(journal, now())
    const names = new Set(all.map(nameOf))
    const gone = [...known.keys()].filter(name => !names.has(name))
    for (const name of gone) known.delete(name)
    if (gone.length > 0) completeSince = revision
    learn(all)
  }
  const since = (told: number): Told => {
    const isAll = told < completeSince || told === 0
    const videos = [...known.values()].filter(it => isAll || it.revision > told)
    return {
      isAll,
      videos: videos.map(it => slim(it.video)),
      pause: pauseStatus(pausedUntil(journal, now())),
    }
  }
  return {
    onChange: heed => void heeds.push(heed),
    async *follow(signal) {
      let [told, said] = [0, '']
      while (!signal.aborted) {
        look()
        const next = since(told)
        const other = JSON.stringify(next.pause)
        if (told === 0 || next.videos.length > 0 || other !== said) yield next
        told = revision
        said = other
        const isBusy = performance.now() - changedAt < BUSY_FOR_MS
        await pause(isBusy ? LOOK_EVERY_MS : LOOK_IDLE_MS, signal).catch(() => undefined)
      }
    },
  }
}
