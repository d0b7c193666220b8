/** One update in a process of its own, which dies as at a power cut at one step of the disk. */
import { statSync, truncateSync } from 'node:fs'
import { atStart } from '../../src/update/at-start.ts'
import { type Files, realFiles } from '../../src/update/files.ts'
import { openMemory } from '../../src/update/memory.ts'
import { offered, type Source, takeUpdate } from '../../src/update/take-update.ts'

/** What came to the disk of what no fsync had asked for: everything, or half. */
export type Cut = 'kept' | 'lost'
export interface CutRun {
  program: string
  isWindows: boolean
  source: Omit<Source, 'memory'>
  home: string
  /** After which step; beyond the last one nothing is cut. */
  step: number
  cut: Cut
}

const STEPS = ['write', 'append', 'sync', 'syncFolder', 'mayRun', 'link', 'rename', 'remove']
const given: CutRun = JSON.parse(process.argv[2] ?? '')
let step = 0
const unsynced = new Set<string>()

function die(): never {
  for (const path of given.cut === 'lost' ? unsynced : []) {
    const size = statSync(path, { throwIfNoEntry: false })?.size
    if (size !== undefined) truncateSync(path, Math.floor(size / 2))
  }
  process.kill(process.pid, 'SIGKILL')
  throw new Error('It lives on.')
}

function noted(name: string, args: readonly unknown[]): void {
  const [path, to] = args.map(String)
  if (name === 'write' || name === 'append') unsynced.add(path ?? '')
  if (name === 'sync' || name === 'remove') unsynced.delete(path ?? '')
  // A file that is renamed unsynced stays so under its new name.
  if (name === 'rename' && unsynced.delete(path ?? '')) unsynced.add(to ?? '')
}

const files = new Proxy(realFiles, {
  get(target, name: keyof Files) {
    if (!STEPS.includes(name)) return target[name]
    return (...args: never[]) => {
      step += 1
      // Safe cast: it gets the arguments of the very function that it stands for.
      const result = (target[name] as (...given: never[]) => unknown)(...args)
      noted(name, args)
      if (step === given.step) die()
      return result
    }
  },
})

const source = { ...given.source, memory: openMemory(given.home) }
const { manifest, verdict } = await offered(source)
if (verdict.kind === 'newer') {
  const { program, isWindows } = given
  const { download } = verdict
  const place = { program, isWindows, files }
  await takeUpdate(place, source, { ...manifest, download })
  // As the new one does when it is started.
  atStart(place, manifest.version).works()
}
console.log(step)
