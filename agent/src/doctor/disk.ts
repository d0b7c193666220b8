import {
  accessSync,
  constants,
  existsSync,
  readdirSync,
  readFileSync,
  statfsSync,
  statSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { type Config, usualWatchDir, type WatchFolder } from '../config.ts'
import { type Finding, fine, look, wrong } from './finding.ts'
import { megabytes } from './machine.ts'

/** Below this an encode of a long video may not fit. */
const LEAST_FREE_BYTES = 2e9

/** Every folder: is it there, may we, is there room, and will its events reach us? */
export function diskFindings({ folders, home }: Config): Promise<Finding[]> {
  const findings = folders.flatMap(folder => [
    look(`Watched folder ${folder.path}`, async () => watched(folder)),
    ...(folder.processedDir ? [look('Processed folder', async () => processed(folder))] : []),
  ])
  const room = look('Room for prepared files', async () => space(home))
  return Promise.all([...findings, room, look('Folder events', async () => events(folders))])
}

const CHOOSE = 'Choose another (content config watch_dir PATH, content folders), or give yourself'

function watched({ path, processedDir }: WatchFolder): Finding {
  const what = 'Watched folder'
  // A chosen folder that is gone is on a disk that is gone; the usual one is only not made yet.
  const isToBeMade = path === usualWatchDir() && may(nearest(path), constants.W_OK)
  if (!existsSync(path) && isToBeMade) return fine(what, `${path} (content watch makes it)`)
  if (!existsSync(path)) {
    return wrong(what, `${path} is not there.`, { toDo: `Make it, or plug its disk in: ${path}` })
  }
  if (!statSync(path).isDirectory()) {
    return wrong(what, `${path} is no folder.`, { toDo: 'Run: content config watch_dir PATH' })
  }
  if (!may(path, constants.R_OK | constants.X_OK)) {
    return wrong(what, `${path} cannot be read.`, { toDo: `${CHOOSE} the right to read it.` })
  }
  if (may(path, constants.W_OK)) return fine(what, path)
  if (processedDir === null) return fine(what, `${path} (read-only: finished files stay)`)
  const toDo = `${CHOOSE} the right to write, or let files stay: content config processed_dir none`
  return wrong(what, `${path} cannot be written, so no finished file can be moved away.`, { toDo })
}

function processed({ path, processedDir }: WatchFolder): Finding {
  const what = 'Processed folder'
  const target = processedDir ?? path
  const there = nearest(target)
  if (!statSync(there).isDirectory() || !may(there, constants.W_OK)) {
    const toDo = 'Choose another: content config processed_dir PATH'
    return wrong(what, `${target} cannot be written.`, { toDo })
  }
  const isFar = existsSync(path) && statSync(path).dev !== statSync(there).dev
  const far = isFar ? ' (on another disk: a finished file is copied, which takes longer)' : ''
  return fine(what, `${target}${far}`)
}

function space(home: string): Finding {
  const what = 'Room for prepared files'
  const { bavail, bsize } = statfsSync(nearest(home))
  const free = bavail * bsize
  const says = `${megabytes(free)} free in ${home}`
  if (free >= LEAST_FREE_BYTES) return fine(what, says)
  return wrong(what, says, {
    toDo: `Free some room there; ${megabytes(LEAST_FREE_BYTES)} is safe.`,
  })
}

const WATCHES = '/proc/sys/fs/inotify/max_user_watches'
const MOST_COUNTED = 100_000

// Linux hands out a limited number of watches to each user; beyond it events are lost in silence.
function events(folders: Config['folders']): Finding {
  const what = 'Folder events'
  if (!existsSync(WATCHES)) return fine(what, 'not limited on this system')
  const limit = Number(readFileSync(WATCHES, 'utf8'))
  const needed = folders
    .filter(it => !it.isPolled)
    .reduce((sum, it) => sum + (it.hasSubfolders ? countFolders(it.path) : 1), 0)
  const says = `${needed} of ${limit} allowed (fs.inotify.max_user_watches)`
  if (needed < limit * 0.8) return fine(what, says)
  const toDo = `Run: sudo sysctl fs.inotify.max_user_watches=${Math.max(needed * 2, 524_288)}`
  return wrong(what, `${says}: files may be found later, by the regular look only.`, { toDo })
}

function countFolders(top: string): number {
  const waiting = [top]
  let count = 0
  for (let path = waiting.pop(); path !== undefined && count < MOST_COUNTED; path = waiting.pop()) {
    count += 1
    for (const entry of entriesOf(path)) {
      if (entry.isDirectory()) waiting.push(join(path, entry.name))
    }
  }
  return count
}

function entriesOf(path: string) {
  try {
    return readdirSync(path, { withFileTypes: true })
  } catch {
    return []
  }
}

/** The path itself, or the folder in which it would be made. */
const nearest = (path: string): string =>
  existsSync(path) || dirname(path) === path ? path : nearest(dirname(path))

function may(path: string, mode: number): boolean {
  try {
    accessSync(path, mode)
    return true
  } catch {
    return false
  }
}
