import { readFileSync } from 'node:fs'
import { readConfig } from '../../../agent/src/config.ts'
import { openCore } from '../../../agent/src/core.ts'
import { hashFile } from '../../../agent/src/journal/file-stamp.ts'
import type { FileRow } from '../../../agent/src/journal/rows.ts'
import { advance } from '../../../agent/src/publish/steps/advance.ts'
import { Intake } from '../../../agent/src/watch/intake.ts'
import type { Connection } from '../../../api/contract/index.ts'
import { HOUR_MS, MINUTE_MS } from '../../durations.ts'

/**
 * Two files that rest and are uploaded by the agent's own code, in a process of its own: a small
 * one, because an agent that is at work has started long ago, and one whose figures are printed.
 */

export interface UploadRun {
  /** One reading for the SHA-256 with nothing else going on. */
  hashMs: number
  /** From the end of the quiet time until the file was known by its SHA-256. */
  leftMs: number
  /** From there until the last byte was acknowledged. */
  uploadMs: number
  /** Processor time while it was quiet. */
  quietCpuMs: number
  uploadCpuMs: number
  peakKb: number
}

/** What an agent waits for unless it is told otherwise. */
const QUIET_MS = 2000

const [small = '', large = ''] = process.argv.slice(2)
const core = await openCore(readConfig())
const { journal } = core
const { signal } = new AbortController()
const connection = connectionOf()
const grant = { accessToken: 'bench', expiresAt: inAnHour(), connection, sandboxOrigin: null }
core.grants.grant = async () => grant

await send((await known(small, 1)).file)
const { file, sha256, ...settled } = await known(large, QUIET_MS)
const sent = await send(file)
const peakKb = Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1])
const hashStartedAt = performance.now()
if ((await hashFile(large, signal)) !== sha256) throw new Error('It has another SHA-256.')
const hashMs = performance.now() - hashStartedAt
const run: UploadRun = { hashMs, ...settled, ...sent, peakKb }
process.stdout.write(JSON.stringify(run))
journal.close()

/** Waits until it rests and is known by its content. */
async function known(path: string, quietMs: number) {
  const intake = new Intake(core, { quietMs })
  // The first look comes later than this, so what is counted begins a little too early.
  const stableAt = performance.now() + quietMs
  const cpuBefore = process.cpuUsage()
  await intake.lookAt([path])
  let dueInMs = await intake.lookAtDue()
  while (journal.filesIn('settled').length === 0) {
    await Bun.sleep(Math.max(1, dueInMs))
    dueInMs = await intake.lookAtDue()
  }
  const quietCpuMs = cpuMsSince(cpuBefore)
  const [settled] = journal.filesIn('settled')
  if (settled) await intake.examine(settled, signal)
  const leftMs = performance.now() - stableAt
  intake.close()
  const file = journal.file(path)
  if (!file?.sha256) throw new Error(`It was not taken: ${file?.reason}`)
  return { file, sha256: file.sha256, leftMs, quietCpuMs }
}

/** Uploads it, with words and leave that would come from probing and from our server. */
async function send({ sha256, path, size_bytes, mtime_ms }: FileRow) {
  if (!sha256) throw new Error('It is not known.')
  const words = { platform: 'youtube', title: 'Bench', description: '', tags: [] }
  journal.planPublications(sha256, [connection])
  journal.changeVideo(sha256, {
    state: 'described',
    metadata: JSON.stringify([words]),
    facts: JSON.stringify({ durationMs: MINUTE_MS }),
  })
  const [planned] = journal.publicationsOf(sha256)
  journal.changePublication(planned?.id ?? 0, {
    state: 'reserved',
    rendition_path: path,
    rendition_bytes: size_bytes,
    rendition_mtime_ms: mtime_ms,
    rendition_sha256: sha256,
  })
  const [row] = journal.publicationsOf(sha256)
  const video = journal.video(sha256)
  if (!row || !video) throw new Error('The journal did not keep the upload.')
  const cpuBefore = process.cpuUsage()
  const startedAt = performance.now()
  await advance({ core, row, video, signal }, 'begin')
  const uploadMs = performance.now() - startedAt
  if (journal.publication(row.id)?.state !== 'confirming') throw new Error('It was not uploaded.')
  return { uploadMs, uploadCpuMs: cpuMsSince(cpuBefore) }
}

function connectionOf(): Connection {
  return {
    id: crypto.randomUUID(),
    platform: 'youtube',
    externalId: 'bench',
    label: 'Bench',
    handle: null,
    state: 'live',
    lostReason: null,
    rule: { platform: 'youtube', mode: 'automatic', privacy: 'private' },
    connectedAt: new Date().toISOString(),
  }
}

function inAnHour(): string {
  return new Date(Date.now() + HOUR_MS).toISOString()
}

function cpuMsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
