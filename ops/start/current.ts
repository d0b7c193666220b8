import { join, relative } from 'node:path'
import { watch } from 'chokidar'
import type { Child, Family } from './children.ts'

const ROOT = join(import.meta.dir, '../..')
/** An editor writes a file in a few steps, and a change of branch writes many files. */
const STILL_MS = 150

/** A program that begins anew whenever code that it is made of changes. */
export interface Part {
  name: string
  /** Folders from the top of the tree. */
  code: readonly string[]
  /** Begins it, and answers once it is ready. */
  begin: () => Promise<Child>
}

export interface Screen {
  family: Family
  say: (line: string) => void
}

/** Begins a part, and again after each change; what it cannot run is told, and waited out. */
export async function keepCurrent(part: Part, { family, say }: Screen): Promise<void> {
  const tell = (line: string) => say(labelled(part.name, line))
  let child: Child | null = null
  const begin = async () => {
    const mine = await part.begin()
    child = mine
    void mine.process.exited.then(code => {
      if (child !== mine || family.isStopping()) return
      tell(`ended with ${code}. It is begun again when it changes.\n${mine.complaint()}`.trim())
    })
  }
  await begin()
  const again = async (file: string) => {
    if (family.isStopping()) return
    tell(`${file} changed, starting again…`)
    const old = child
    child = null
    await old?.end()
    try {
      await begin()
      tell('runs the new code.')
    } catch (error) {
      tell(`${error instanceof Error ? error.message : error}\nIt is begun again when it changes.`)
    }
  }
  await onChange(part.code, again)
}

/** Each line under the name of the part that says it. */
export const labelled = (name: string, text: string): string =>
  text.replace(/^/gm, `${name.padEnd(9)} `).replace(/ +$/gm, '')

/** Runs `act` after each change, never twice at once; what changes meanwhile is one more run. */
async function onChange(code: readonly string[], act: (file: string) => Promise<void>) {
  const watcher = watch(
    code.map(folder => join(ROOT, folder)),
    { ignoreInitial: true, ignored: path => /\.(test|contract)\.tsx?$/.test(path) },
  )
  let waiting: string | null = null
  let isActing = false
  let timer: Timer | undefined
  const run = async () => {
    if (isActing) return
    isActing = true
    while (waiting !== null) {
      const file = waiting
      waiting = null
      await act(file)
    }
    isActing = false
  }
  watcher.on('all', (_, path) => {
    waiting = relative(ROOT, path)
    clearTimeout(timer)
    timer = setTimeout(run, STILL_MS)
  })
  const { promise: ready, resolve } = Promise.withResolvers<void>()
  watcher.once('ready', resolve)
  await ready
}
