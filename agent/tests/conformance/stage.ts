import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Platform } from '@content/api/contract'
import type { Conformance, Door, DoorFault, Doors } from '../../../ops/sandbox/kit/conformance.ts'
import type { LedgerView } from '../../../ops/sandbox/kit/testing.ts'
import { readConfig } from '../../src/config.ts'
import { type Core, openCore } from '../../src/core.ts'
import { stampOf } from '../../src/journal/file-stamp.ts'
import { isEnded, nextPublicationStep } from '../../src/journal/next-step.ts'
import type { PublicationRow, VideoRow } from '../../src/journal/rows.ts'
import { DAY_MS } from '../../src/lib/durations.ts'
import { Setback } from '../../src/lib/step-error.ts'
import type { HttpClient } from '../../src/outside/http-client.ts'
import { changeAfterSetback } from '../../src/publish/steps/outcomes.ts'
import { takeStep } from '../../src/publish/steps/publication-steps.ts'
import { newPublication, newVideo } from '../journal/model-rows.ts'
import { openTokens } from './tokens.ts'

const SIZE_BYTES = 300_000

/** The plug is pulled: nothing of what ran may write or send anything after it. */
export class Killed extends Error {}

/** One reserved video, a stand-in that begins empty, and the agent between them. */
export interface Stage {
  core: Core
  row(): PublicationRow
  /** Lives on, by its own clock, until it has ended or so much time has passed. */
  live(ms?: number): Promise<PublicationRow>
  /** The plug is pulled at the nth thing that happens; false: it had ended before. */
  liveUntilKilled(happening: number): Promise<boolean>
  settings(change: object): Promise<void>
  fault(fault: DoorFault): Promise<void>
  clearFaults(): Promise<void>
  back(path: string, init?: RequestInit): Promise<Response>
  published(): Promise<Post[]>
  /** How often a door was asked, and when by the stage's clock. */
  calls(door: keyof Doors): number[]
  /** Lives on only until this is so. */
  liveUntil(isSo: () => Promise<boolean>): Promise<void>
  /** The next so many tokens that are asked for are dead ones; 0: the one at hand is forgotten. */
  giveDeadTokens(count: number): void
  /** From now on nobody gives a token; false: somebody does again. */
  giveNoTokens(isSo: boolean): void
  sha256: string
  now(): number
  close(): Promise<void>
}

export async function openStage(platform: Platform, it: Conformance): Promise<Stage> {
  const dir = mkdtempSync(join(tmpdir(), 'conformance-'))
  const clock = { ms: Date.now() }
  const now = () => clock.ms
  const sandbox = await it.start({ dir, port: 0, now: () => new Date(clock.ms) })
  const doors = backDoors(sandbox.origin, it)
  await doors.settings(it.calm)
  const opened = await openCore(configOf(dir), now)
  // What is killed here is the agent, never the machine: nothing has to reach the disk.
  opened.journal.db.run('pragma synchronous = off')
  const happenings = openHappenings()
  const asked: Asked[] = []
  const tokens = openTokens({ platform, it, origin: sandbox.origin, now })
  const core: Core = {
    ...opened,
    grants: tokens,
    http: happenings.around(noted(opened.http, call => asked.push({ ...call, atMs: clock.ms }))),
    journal: { ...opened.journal, changePublication: happenings.write(opened.journal) },
  }
  const { video, row } = await writeDown(core, dir, { platform, it })
  const scene: Scene = { core, video, id: row.id, clock, untilMs: 0, isSo: async () => false }
  const close = async () => {
    opened.journal.close()
    await sandbox.stop()
    rmSync(dir, { recursive: true, force: true })
  }
  return {
    ...{ ...doors, core, now, close, sha256: video.sha256, giveDeadTokens: tokens.giveDead },
    giveNoTokens: tokens.giveNone,
    row: () => rowOf(core, row.id),
    live: (ms = DAY_MS) => live({ ...scene, untilMs: clock.ms + ms }),
    liveUntil: async isSo => void (await live({ ...scene, isSo, untilMs: clock.ms + DAY_MS })),
    liveUntilKilled: happening =>
      happenings.killedAt(happening, () => live({ ...scene, untilMs: clock.ms + DAY_MS })),
    calls: at => asked.filter(call => isAt(call, it.doors[at])).map(({ atMs }) => atMs),
  }
}

interface Asked {
  method: string
  address: string
  atMs: number
}

const configOf = (dir: string) =>
  readConfig({
    ...{ CONTENT_CREATION_HOME: join(dir, 'home'), CONTENT_CREATION_API_KEY: 'none' },
    BACKEND_API_URL: 'http://127.0.0.1:9',
  })

function isAt({ method, address }: Asked, door: Door | undefined): boolean {
  if (method !== door?.method) return false
  const { path } = door
  return path.endsWith('$') ? address.endsWith(path.slice(0, -1)) : address.includes(path)
}

/** What a test does to a stand-in from behind. */
function backDoors(origin: string, it: Conformance) {
  const back = (path: string, init?: RequestInit) => fetch(`${origin}/_sandbox/${path}`, init)
  const post = async (path: string, body: object) => {
    const answer = await back(path, { method: 'POST', body: JSON.stringify(body) })
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`)
  }
  return {
    back,
    settings: (change: object) => post('settings', change),
    fault: ({ at, ...rule }: DoorFault) => {
      const door = it.doors[at]
      if (!door) throw new Error(`There is no door to ${at}.`)
      return post('faults', { ...door, times: 1, ...rule })
    },
    clearFaults: async () => void (await back('faults', { method: 'DELETE' })),
    published: async () => ((await (await back('ledger')).json()) as Published).publications,
  }
}

interface Post {
  remoteId: string
  privacy: string
  sha256: string
  title: string
  text: string
}
type Published = LedgerView & { publications: Post[] }

function noted(
  http: HttpClient,
  note: (call: { method: string; address: string }) => void,
): HttpClient {
  return {
    ...http,
    exchange: build =>
      http.exchange(moving => {
        const { method, url, ...rest } = build(moving)
        const { pathname, search } = new URL(url)
        note({ method, address: pathname + search })
        return { method, url, ...rest }
      }),
  }
}

/** Counts requests and writes, before and after each, and ends everything at one of them. */
function openHappenings() {
  let left = Number.POSITIVE_INFINITY
  let isDead = false
  const happen = () => {
    left -= 1
    isDead ||= left === 0
    if (isDead) throw new Killed()
  }
  return {
    async killedAt(happening: number, work: () => Promise<unknown>): Promise<boolean> {
      left = happening
      try {
        await work()
        return false
      } catch (error) {
        if (error instanceof Killed) return true
        throw error
      } finally {
        left = Number.POSITIVE_INFINITY
        isDead = false
      }
    },
    around: (http: HttpClient): HttpClient => ({
      ...http,
      async exchange(build) {
        happen()
        const reply = await http.exchange(build)
        happen()
        return reply
      },
    }),
    write:
      (journal: Core['journal']): Core['journal']['changePublication'] =>
      (id, change) => {
        happen()
        journal.changePublication(id, change)
        happen()
      },
  }
}

/** The journal of an agent that has prepared and reserved one video. */
async function writeDown(
  core: Core,
  dir: string,
  { platform, it }: { platform: Platform; it: Conformance },
) {
  const path = join(dir, 'clip.mp4')
  writeFileSync(path, crypto.getRandomValues(new Uint8Array(SIZE_BYTES).subarray(0, 65_536)))
  writeFileSync(path, new Uint8Array(SIZE_BYTES - 65_536), { flag: 'a' })
  const sha256 = new Bun.CryptoHasher('sha256').update(await Bun.file(path).bytes()).digest('hex')
  const stamp = await stampOf(path)
  if (!stamp) throw new Error('The clip was not written.')
  const stamped = { size_bytes: stamp.sizeBytes, mtime_ms: stamp.mtimeMs, ino: stamp.ino }
  const facts = JSON.stringify({ durationMs: 10_000 })
  const video: VideoRow = {
    ...{ ...newVideo(), ...stamped, sha256, path, facts, state: 'described' },
    metadata: JSON.stringify([it.words]),
  }
  const row: PublicationRow = {
    ...{ ...newPublication(1), sha256, platform, state: 'reserved', rule: JSON.stringify(it.rule) },
    choice: it.choice && JSON.stringify(it.choice),
    ...{ rendition_path: path, rendition_bytes: SIZE_BYTES, rendition_sha256: sha256 },
    rendition_mtime_ms: stamp.mtimeMs,
  }
  insert(core, 'video', video)
  insert(core, 'publication', row)
  return { video, row }
}

function insert(core: Core, table: 'video' | 'publication', row: object): void {
  const names = Object.keys(row)
  const places = names.map(() => '?').join()
  core.journal.db
    .query(`insert into ${table} (${names.join()}) values (${places})`)
    .run(...Object.values(row))
}

function rowOf(core: Core, id: number): PublicationRow {
  const row = core.journal.publication(id)
  if (!row) throw new Error('The journal lost its publication.')
  return row
}

interface Scene {
  core: Core
  video: VideoRow
  id: number
  clock: { ms: number }
  untilMs: number
  isSo: () => Promise<boolean>
}

/** The runner's loop for one publication, where waiting only moves the clock. */
async function live({ core, video, id, clock, untilMs, isSo }: Scene): Promise<PublicationRow> {
  for (;;) {
    const row = rowOf(core, id)
    if (isEnded(row) || row.state === 'awaiting_review' || (await isSo())) return row
    const step = nextPublicationStep(row, video, clock.ms)
    if (step === 'none') {
      if (row.next_at > untilMs) return row
      clock.ms = Math.max(row.next_at, clock.ms + 1)
      continue
    }
    clock.ms += 1
    try {
      await takeStep({ core, row, video, signal: new AbortController().signal }, step)
    } catch (error) {
      if (!(error instanceof Setback)) throw error
      core.journal.changePublication(id, changeAfterSetback(rowOf(core, id), error.why, clock.ms))
    }
  }
}
