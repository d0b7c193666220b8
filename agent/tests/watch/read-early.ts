import { createHash } from 'node:crypto'
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'
import { openRoom, QUIET_MS, tinyMp4 } from './room.ts'

/** Reads a file of so many megabytes in its quiet time; prints the most memory it took, in MB. */

const it = await openRoom()
try {
  const hash = createHash('sha256')
  const file = openSync(it.at('a.mp4'), 'w')
  const piece = Buffer.concat([tinyMp4('memory', 1 << 20)])
  for (let megabyte = 0; megabyte < Number(process.argv[2]); megabyte += 1) {
    writeSync(file, piece)
    hash.update(piece)
  }
  closeSync(file)
  await it.sweep()
  it.pass(QUIET_MS / 4)
  await it.sweep()
  it.pass(QUIET_MS)
  await it.sweep()
  await it.examine()
  if (it.hashes()[0] !== hash.digest('hex')) throw new Error('It was not read.')
  const peakKb = /VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]
  process.stdout.write(String(Number(peakKb) / 1000))
} finally {
  it.close()
}
