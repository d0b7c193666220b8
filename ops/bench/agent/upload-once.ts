import { readFileSync } from 'node:fs'
import { readConfig } from '../../../agent/src/config.ts'
import { openCore } from '../../../agent/src/core.ts'
import { advance } from '../../../agent/src/publish/advance.ts'
import { fingerprintOf, hashFile } from '../../../agent/src/watch/fingerprint.ts'
import type { Connection } from '../../../api/contract/index.ts'

/** One upload by the agent's own code in a process of its own: its speed and its memory. */

const path = process.argv[2] ?? ''
const core = await openCore(readConfig())
const { signal } = new AbortController()
const words = { platform: 'youtube', title: 'Bench', description: '', tags: [] }
const rule = { platform: 'youtube', mode: 'automatic', privacy: 'private' } as const
const connection: Connection = {
  id: crypto.randomUUID(),
  platform: 'youtube',
  externalId: 'bench',
  label: 'Bench',
  handle: null,
  state: 'live',
  lostReason: null,
  rule,
  connectedAt: new Date().toISOString(),
}
const grant = {
  accessToken: 'bench',
  expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
  connection,
}
core.grants.grant = async () => grant

const hashStartedAt = performance.now()
const sha256 = await hashFile(path, signal)
const hashMs = performance.now() - hashStartedAt
const fingerprint = await fingerprintOf(path)
if (!fingerprint) throw new Error(`There is no file ${path}.`)
const { journal } = core
journal.noteFile(path, fingerprint, Date.now())
const file = journal.file(path)
if (file) journal.takeFile(file, sha256, Date.now())
journal.planPublications(sha256, [connection])
journal.changeVideo(sha256, {
  state: 'described',
  metadata: JSON.stringify([words]),
  facts: JSON.stringify({ durationMs: 60_000 }),
})
const [planned] = journal.publicationsOf(sha256)
journal.changePublication(planned?.id ?? 0, {
  state: 'reserved',
  rendition_path: path,
  rendition_bytes: fingerprint.sizeBytes,
  rendition_mtime_ms: fingerprint.mtimeMs,
  rendition_sha256: sha256,
})

const [row] = journal.publicationsOf(sha256)
const video = journal.video(sha256)
if (!row || !video) throw new Error('The journal did not keep the upload.')
const cpuBefore = process.cpuUsage()
const startedAt = performance.now()
await advance({ core, row, video, signal }, 'begin')
const uploadMs = performance.now() - startedAt
const cpu = process.cpuUsage(cpuBefore)
const uploadCpuMs = (cpu.user + cpu.system) / 1000
if (journal.publication(row.id)?.state !== 'confirming') throw new Error('It was not uploaded.')
const peakKb = Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1])
process.stdout.write(JSON.stringify({ hashMs, uploadMs, uploadCpuMs, peakKb }))
journal.close()
