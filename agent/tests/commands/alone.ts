import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openJournal } from '../../src/journal/journal.ts'
import { type Program, start } from '../processes.ts'

/** An agent's home without any server: what works offline is tried here. */
export interface Alone {
  home: string
  watchDir: string
  env: Record<string, string>
  run(...args: string[]): Promise<{ code: number; text: string }>
  json(...args: string[]): Promise<{ code: number; answer: Record<string, unknown> }>
  start(...args: string[]): Program
  /** Puts a video into the journal as if it had been found and read. */
  video(sha256: string, durationMs?: number): string
  close(): Promise<void>
}

export function openAlone(config: Record<string, unknown> = {}, env = {}): Alone {
  const dir = mkdtempSync(join(tmpdir(), 'agent-alone-'))
  const [home, watchDir] = [join(dir, 'home'), join(dir, 'watch')]
  for (const path of [home, watchDir]) mkdirSync(path)
  const file = { watch_dir: watchDir, processed_dir: join(dir, 'processed'), ...config }
  writeFileSync(join(home, 'config.json'), JSON.stringify(file))
  const all = {
    HOME: dir,
    CONTENT_CREATION_HOME: home,
    BACKEND_API_URL: 'http://127.0.0.1:9',
    TZ: 'Europe/Berlin',
    ...env,
  }
  const programs: Program[] = []
  const begin = (args: string[]) => {
    const program = start(['agent/src/cli.ts', ...args], all)
    programs.push(program)
    return program
  }
  const run = async (...args: string[]) => {
    const program = begin(args)
    return { code: await program.exited, text: program.lines.join('\n') }
  }
  return {
    ...{ home, watchDir, env: all, run },
    start: (...args) => begin(args),
    json: async (...args) => {
      const { code, text } = await run('--json', ...args)
      return { code, answer: JSON.parse(text) as Record<string, unknown> }
    },
    video(sha256, durationMs = 4000) {
      const path = join(watchDir, `${sha256.slice(0, 6)}.mp4`)
      const journal = openJournal(home)
      journal.noteFile(path, { sizeBytes: 9, mtimeMs: 1, ino: '1' }, 1)
      const row = journal.file(path)
      if (!row || !journal.takeFile(row, sha256, 1)) throw new Error('It is known already.')
      journal.changeVideo(sha256, { state: 'probed', facts: JSON.stringify({ durationMs }) })
      journal.close()
      return path
    },
    close: async () => {
      await Promise.all(programs.map(program => program.kill()))
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
