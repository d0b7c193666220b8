import { afterAll, beforeAll, expect, test } from 'bun:test'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { scanBoxes } from '../../src/media/mp4/boxes.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'boxes-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const ftyp = box('ftyp', Buffer.from('isom'))
const moov = box('moov', box('mvhd', Buffer.alloc(20)))
const mdat = box('mdat', Buffer.alloc(5000))

test('a file with its index in front is whole and starts fast', async () => {
  expect(await scan(ftyp, moov, mdat)).toMatchObject({ isWhole: true, isFaststart: true })
})

test('a file with its index at the end is whole, but does not start fast', async () => {
  expect(await scan(ftyp, mdat, moov)).toMatchObject({ isWhole: true, isFaststart: false })
})

test('a file that lost its last byte is not whole', async () => {
  expect(await scan(ftyp, moov, mdat.subarray(0, -1))).toMatchObject({ isWhole: false })
})

test('a file whose index never came is not whole', async () => {
  expect(await scan(ftyp, mdat)).toMatchObject({ isMp4: true, isWhole: false })
})

test('a file cut inside a box header is not whole', async () => {
  const cut = box('free', Buffer.alloc(0)).subarray(0, 5)
  expect(await scan(ftyp, moov, mdat, cut)).toMatchObject({ isWhole: false })
})

test('a box with a 64-bit size is measured by it', async () => {
  const long = (bytes: number) => {
    const header = Buffer.alloc(16)
    header.writeUInt32BE(1)
    header.write('mdat', 4)
    header.writeBigUInt64BE(BigInt(bytes), 8)
    return Buffer.concat([header, Buffer.alloc(500)])
  }
  expect(await scan(ftyp, moov, long(516))).toMatchObject({ isWhole: true })
  expect(await scan(ftyp, moov, long(517))).toMatchObject({ isWhole: false })
})

test('a last box of size 0 reaches to the end', async () => {
  const open = Buffer.from(mdat)
  open.writeUInt32BE(0)
  expect(await scan(ftyp, moov, open)).toMatchObject({ isWhole: true })
})

test('a file of nothing but tiny boxes is given up at once', async () => {
  const tiny = Buffer.concat(Array.from({ length: 250_000 }, () => box('free')))
  const begunAt = performance.now()
  for (const parts of [[tiny, moov], [box('moov', tiny)], [moov, box('mdat', tiny), tiny]]) {
    expect(await scan(ftyp, ...parts, mdat)).toMatchObject({ isMp4: true, isWhole: false })
  }
  expect(performance.now() - begunAt).toBeLessThan(10_000)
})

test('a table that claims more than its box holds is not believed', async () => {
  const table = Buffer.alloc(12)
  table.writeUInt32BE(0xffff_ffff, 4)
  const tables = box('minf', box('stbl', box('stco', table)))
  const headers = [box('mdhd', Buffer.alloc(24)), box('hdlr', Buffer.alloc(24))]
  const media = box('mdia', ...headers, tables)
  const trailing = Buffer.from('nothing that is a box')
  expect(await scan(ftyp, box('moov', box('trak', media)), mdat, trailing)).toMatchObject({
    isWhole: false,
  })
})

test('text is no MP4', async () => {
  expect(await scan(Buffer.from('Shopping list: bread'))).toMatchObject({ isMp4: false })
})

test('a start delay is an edit list that hides nothing', async () => {
  const found = await scan(ftyp, trackWith([1024]), mdat)
  expect(found).toMatchObject({ hasEditList: true, hasCuts: false })
})

test('an empty edit before the recording hides nothing', async () => {
  expect(await scan(ftyp, trackWith([-1, 0]), mdat)).toMatchObject({ hasCuts: false })
})

test('an edit list that starts seconds into the recording cuts', async () => {
  expect(await scan(ftyp, trackWith([48_000]), mdat)).toMatchObject({ hasCuts: true })
})

test('an edit list of two pieces cuts', async () => {
  expect(await scan(ftyp, trackWith([0, 9000]), mdat)).toMatchObject({ hasCuts: true })
})

async function scan(...parts: Buffer[]) {
  const path = join(folder, 'any.mp4')
  await writeFile(path, Buffer.concat(parts))
  return scanBoxes(path)
}

function box(type: string, ...content: Buffer[]): Buffer {
  const header = Buffer.alloc(8)
  header.writeUInt32BE(8 + Buffer.concat(content).length)
  header.write(type, 4)
  return Buffer.concat([header, ...content])
}

/** A movie with one track at 48,000 ticks a second, edited to start at the given ticks. */
function trackWith(starts: number[]): Buffer {
  const list = Buffer.alloc(8 + starts.length * 12)
  list.writeUInt32BE(starts.length, 4)
  for (const [at, start] of starts.entries()) list.writeInt32BE(start, 12 + at * 12)
  const header = Buffer.alloc(24)
  header.writeUInt32BE(48_000, 12)
  const track = box('trak', box('edts', box('elst', list)), box('mdia', box('mdhd', header)))
  return box('moov', box('mvhd', Buffer.alloc(20)), track)
}
