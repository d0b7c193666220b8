import { expect, test } from 'bun:test'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { receive } from './wire.ts'

test('zeros count as received as soon as they are, and not when their request ends', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kit-wire-'))
  try {
    const path = join(folder, 'received.mp4')
    const pieces = [new Uint8Array([1, 2, 3]), new Uint8Array(5000), new Uint8Array(70_000)]
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const piece of pieces) controller.enqueue(piece)
        controller.close()
      },
    })
    const sizes: number[] = []
    const onBytes = () => sizes.push(statSync(path).size)
    const got = await receive(body, { path, at: 0, room: 75_002, onBytes })
    expect(sizes).toEqual([3, 5003, 75_002])
    expect(got).toEqual({ keptBytes: 75_002, bodyBytes: 75_003, isWhole: true })
    // Sparse on this disk: nothing but the first block was written.
    expect(statSync(path).blocks * 512).toBeLessThan(10_000)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
