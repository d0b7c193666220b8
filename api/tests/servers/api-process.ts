/** Real api processes on one database, for what only separate processes can do to each other. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface ApiProcess {
  url: string
  pid: number
  /** As a crash would: nothing is finished. */
  kill(): Promise<void>
  signal(name: 'SIGSTOP' | 'SIGCONT' | 'SIGTERM'): void
  /** With which code it ended, once it has. */
  exited: Promise<number>
  /** Every line it said so far. */
  lines: string[]
}

const MAIN = join(import.meta.dir, '../../src/main.ts')

/** Starts one api process and waits until it is ready; its folder goes with it. */
export const startApiProcess = (env: Record<string, string>) =>
  started(env, /"ready".*"url":"([^"]+)"/)

/** Starts one that may have to wait for what it needs. */
export const startWaitingApi = (env: Record<string, string>) =>
  started(env, /"listening".*"address":"([^"]+)"/)

async function started(env: Record<string, string>, said: RegExp): Promise<ApiProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'content-api-process-'))
  const child = Bun.spawn([process.execPath, MAIN], {
    env: { PATH: process.env.PATH, PORT: '0', DATA_DIR: folder, ...env },
    stdout: 'pipe',
    stderr: 'pipe',
  })
  const lines: string[] = []
  const { promise: ready, resolve } = Promise.withResolvers<string | null>()
  const read = async (stream: ReadableStream<Uint8Array>) => {
    const decoder = new TextDecoder()
    let rest = ''
    for await (const chunk of stream) {
      const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n')
      rest = parts.pop() ?? ''
      lines.push(...parts)
      const url = parts.map(line => said.exec(line)?.[1]).find(Boolean)
      if (url) resolve(url)
    }
  }
  const ended = Promise.all([child.exited, read(child.stdout), read(child.stderr)])
  void ended.then(() => resolve(null))
  const kill = async () => {
    child.kill('SIGKILL')
    await ended
    await rm(folder, { recursive: true, force: true })
  }
  const url = await ready
  if (url === null) {
    await kill()
    throw new Error(`The api did not start:\n${lines.join('\n')}`)
  }
  const { pid, exited } = child
  return { url, pid, kill, signal: name => void child.kill(name), exited, lines }
}
