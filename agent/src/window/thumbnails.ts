import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Core } from '../core.ts'
import { factsFrom } from '../media/facts.ts'
import { smallPicture } from '../media/previews.ts'
import { windowFolder } from './window-folder.ts'

/** About 20 MB: what was not looked at for longest is made again when it is wanted. */
const MOST_KEPT = 2000
const PRUNE_EVERY = 100

/** A picture by which a video is known in the list, as an address that holds all of it. */
export interface Thumbnails {
  /** Null while the video was not read yet, or where no picture can be made of it. */
  read(core: Core, sha256: string): Promise<string | null>
  /** The one at a moment of the video, to choose its cover by; made anew each time. */
  frame(core: Core, sha256: string, atMs: number): Promise<string | null>
}

/** Makes each picture once, one after the other beside the work, and keeps it on disk. */
export function openThumbnails(): Thumbnails {
  const making = new Map<string, Promise<string | null>>()
  let last: Promise<unknown> = Promise.resolve()
  let made = 0
  const make = (core: Core, sha256: string) => {
    const next = last.then(() => makeOne(core, sha256))
    last = next.catch(() => undefined)
    if (made++ % PRUNE_EVERY === 0) void last.then(() => prune(folderIn(core)))
    return next
  }
  return {
    async frame(core, sha256, atMs) {
      // One after the other: a hand on a slider asks for many.
      const next = last.then(() => pictureFor(core, sha256, atMs))
      last = next.catch(() => undefined)
      const picture = await next
      return picture && addressOf(picture)
    },
    async read(core, sha256) {
      if (!/^[0-9a-f]{64}$/.test(sha256)) return null
      const kept = await readKept(core, sha256)
      if (kept) return kept
      const begun = making.get(sha256) ?? make(core, sha256)
      making.set(sha256, begun)
      return begun.catch(() => null).finally(() => making.delete(sha256))
    },
  }
}

const folderIn = ({ config }: Core) => join(config.home, 'window', 'pictures')

async function readKept(core: Core, sha256: string): Promise<string | null> {
  const file = Bun.file(join(folderIn(core), sha256))
  return (await file.exists()) ? addressOf(await file.bytes()) : null
}

async function pictureFor(core: Core, sha256: string, atMs?: number) {
  const video = core.journal.video(sha256)
  if (!video?.facts) return null
  const source = { path: video.path, facts: factsFrom(video.facts) }
  return smallPicture(await core.tools(), source, atMs)
}

async function makeOne(core: Core, sha256: string): Promise<string | null> {
  const picture = await pictureFor(core, sha256)
  if (!picture) return null
  windowFolder(core.config.home)
  const path = join(folderIn(core), sha256)
  mkdirSync(folderIn(core), { recursive: true, mode: 0o700 })
  await Bun.write(`${path}.new`, picture)
  renameSync(`${path}.new`, path)
  return addressOf(picture)
}

function addressOf(picture: Uint8Array): string {
  const isJpeg = picture[0] === 0xff
  return `data:image/${isJpeg ? 'jpeg' : 'webp'};base64,${Buffer.from(picture).toString('base64')}`
}

function prune(folder: string): void {
  try {
    const names = readdirSync(folder)
    if (names.length <= MOST_KEPT) return
    const dated = names.map(name => ({ name, at: statSync(join(folder, name)).mtimeMs }))
    const old = dated.toSorted((a, b) => b.at - a.at).slice(MOST_KEPT)
    for (const { name } of old) rmSync(join(folder, name), { force: true })
  } catch {
    // It is tried again; nothing depends on it.
  }
}
