import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { madeOnce } from '../../ops/testing/made-once.ts'
import { mustRun } from './run-program.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const AGENT = 'agent/src/cli.ts'
/** As it is shipped, in one file: it is started so often that reading its sources would count. */
const bundled = await madeOnce('agent', async folder => {
  mkdirSync(folder)
  // What is not in the file is found from where the file lies.
  symlinkSync(join(ROOT, 'agent/node_modules'), join(folder, 'node_modules'))
  symlinkSync(join(ROOT, 'agent/window/dist'), join(folder, 'window'))
  const build = ['build', AGENT, '--target=bun', `--outfile=${join(folder, 'content.js')}`]
  const apart = ['--external=@ffmpeg-installer/ffmpeg', '--external=@ffprobe-installer/ffprobe']
  await mustRun([process.execPath, ...build, ...apart, '--external=fluent-ffmpeg'], ROOT)
})

/** The agent as tests start it, for those that put something around it. */
export const AGENT_PROGRAM = join(bundled, 'content.js')

export interface Program {
  pid: number
  lines: string[]
  /** The first line that fits, seen or still to come; throws when the program ends without it. */
  line(fits: (line: string) => boolean): Promise<string>
  exited: Promise<number>
  /** As a power cut would. */
  kill(): Promise<void>
  stop(): Promise<void>
}

/** Starts one of the repository's programs with Bun, and remembers every line it says. */
export function start(args: string[], env: Record<string, string>, stdin = ''): Program {
  const [program, ...rest] = args
  const path = program === AGENT ? AGENT_PROGRAM : program
  const child = Bun.spawn([process.execPath, path ?? '', ...rest], {
    cwd: ROOT,
    env: { PATH: process.env.PATH ?? '', HOME: env.HOME ?? '/nonexistent', ...env },
    stdin: new Blob([stdin]),
    stdout: 'pipe',
    stderr: 'pipe',
  })
  const lines: string[] = []
  const waiting = new Set<() => void>()
  let isOver = false
  const tell = () => {
    for (const wake of waiting) wake()
  }
  const read = async (stream: ReadableStream<Uint8Array>) => {
    let rest = ''
    const decoder = new TextDecoder()
    for await (const chunk of stream) {
      const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n')
      rest = parts.pop() ?? ''
      lines.push(...parts)
      tell()
    }
    if (rest) lines.push(rest)
  }
  const exited = Promise.all([child.exited, read(child.stdout), read(child.stderr)]).then(
    ([code]) => {
      isOver = true
      tell()
      return code
    },
  )
  return {
    pid: child.pid,
    lines,
    exited,
    async line(fits) {
      for (;;) {
        const found = lines.find(fits)
        if (found !== undefined) return found
        if (isOver) throw new Error(`It ended without that line:\n${lines.join('\n')}`)
        const { promise, resolve } = Promise.withResolvers<void>()
        waiting.add(resolve)
        await promise
        waiting.delete(resolve)
      }
    },
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
    async stop() {
      child.kill('SIGTERM')
      await exited
    },
  }
}
