import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { loadConfig } from '../../src/config.ts'
import { type Core, openCore } from '../../src/core.ts'
import type { FileState } from '../../src/journal/rows.ts'
import { Intake } from '../../src/watch/intake.ts'
import { sweep } from '../../src/watch/sweep.ts'

export const QUIET_MS = 2000

/** A watched folder, a real journal and a clock in the test's hand; no event ever arrives. */
export interface Room {
  dir: string
  watchDir: string
  core: Core
  intake: Intake
  at(name: string): string
  /** Lets this much time pass. */
  pass(ms: number): void
  /** Another life of the agent, which has seen nothing yet with its own eyes. */
  restart(): void
  /** One sweep, as after a lost event. */
  sweep(): Promise<void>
  /** Examines everything that is settled. */
  examine(): Promise<void>
  /** Sweeps, waits out the quiet period and examines. */
  rest(): Promise<void>
  states(): Record<string, FileState>
  reason(name: string): string
  hashes(): string[]
  close(): void
}

/** Every field of `file` is one of `config.json`. */
export async function openRoom(file: Record<string, unknown> = {}): Promise<Room> {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), 'watch-room-')))
  const watchDir = join(dir, 'watch')
  mkdirSync(watchDir)
  const env = { CONTENT_CREATION_HOME: join(dir, 'home'), PATH: process.env.PATH ?? '' }
  const usual = { watch_dir: watchDir, processed_dir: join(dir, 'done') }
  const core = await openCore(loadConfig(env, { ...usual, ...placed(file, dir) }))
  let nowMs = 0
  const begin = () => new Intake(core, { quietMs: QUIET_MS, clock: () => nowMs })
  const { signal } = new AbortController()
  const room: Room = {
    ...{ dir, watchDir, core, intake: begin() },
    at: name => join(watchDir, name),
    pass(ms) {
      nowMs += ms
    },
    restart() {
      room.intake.close()
      room.intake = begin()
    },
    async sweep() {
      await sweep(core, room.intake, core.config.folders)
      await room.intake.lookAtDue()
    },
    async examine() {
      for (const row of core.journal.filesIn('settled')) await room.intake.examine(row, signal)
    },
    async rest() {
      await room.sweep()
      room.pass(QUIET_MS)
      await room.sweep()
      await room.examine()
    },
    states: () =>
      Object.fromEntries(
        core.journal.files().map(row => [relative(watchDir, row.path), row.state]),
      ),
    reason: name => core.journal.file(join(watchDir, name))?.reason ?? '',
    hashes: () => core.journal.videos().map(video => video.sha256),
    close() {
      core.journal.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
  return room
}

/** `./` in a setting is the room's own folder. */
const placed = (file: Record<string, unknown>, dir: string) =>
  JSON.parse(JSON.stringify(file).replaceAll('"./', `${JSON.stringify(`${dir}/`).slice(0, -1)}`))

/** Enough of an MP4 to be whole by its own account: nobody decodes it here. */
export function tinyMp4(seed: string, bytes = 40_000): Buffer {
  const box = (type: string, body: Uint8Array) => {
    const head = Buffer.alloc(8)
    head.writeUInt32BE(8 + body.length)
    head.write(type, 4, 'latin1')
    return Buffer.concat([head, body])
  }
  const media = Buffer.alloc(bytes, `${seed} `)
  return Buffer.concat([
    box('ftyp', Buffer.from('isom\0\0\0\0isom')),
    box('moov', box('udta', Buffer.from(seed))),
    box('mdat', media),
  ])
}

export const sha256Of = (bytes: Uint8Array) =>
  new Bun.CryptoHasher('sha256').update(bytes).digest('hex')
