/** Small changes to the index of an MP4 that has it at its end, so that no offset moves. */

export interface Piece {
  /** In seconds of the track; `null` for a gap. */
  readonly from: number | null
  readonly seconds: number
}

interface Box {
  readonly type: string
  readonly body: Buffer
}

/** Every track shows these pieces and nothing else. */
export function withPieces(file: Buffer, pieces: readonly Piece[]): Buffer {
  return withIndex(file, boxes => {
    const movieTicks = the(boxes, 'mvhd').readUInt32BE(12)
    const seconds = pieces.reduce((sum, piece) => sum + piece.seconds, 0)
    return boxes.map(({ type, body }) => {
      if (type === 'mvhd')
        return { type, body: patched(body, 16, Math.round(seconds * movieTicks)) }
      if (type !== 'trak') return { type, body }
      const parts = boxesIn(body)
      const ticks = the(boxesIn(the(parts, 'mdia')), 'mdhd').readUInt32BE(12)
      const lead = leadOf(parts)
      const list = Buffer.alloc(8 + pieces.length * 12)
      list.writeUInt32BE(pieces.length, 4)
      for (const [n, { from, seconds }] of pieces.entries()) {
        list.writeUInt32BE(Math.round(seconds * movieTicks), 8 + n * 12)
        list.writeInt32BE(from === null ? -1 : lead + Math.round(from * ticks), 12 + n * 12)
        list.writeUInt32BE(0x1_0000, 16 + n * 12)
      }
      const others = parts.filter(part => part.type !== 'edts')
      const edts = { type: 'edts', body: boxOf({ type: 'elst', body: list }) }
      return { type, body: Buffer.concat([...others, edts].map(boxOf)) }
    })
  })
}

/** The pictures are shown through this matrix: a b, c d, and where the corner moves to. */
export function withMatrix(file: Buffer, [a, b, c, d]: readonly number[], size: Size): Buffer {
  return withIndex(file, boxes =>
    boxes.map(({ type, body }) => {
      if (type !== 'trak' || !isVideo(body)) return { type, body }
      const parts = boxesIn(body).map(part => {
        if (part.type !== 'tkhd') return part
        const header = Buffer.from(part.body)
        const x = Math.min(a ?? 0, 0) * -size.width + Math.min(c ?? 0, 0) * -size.height
        const y = Math.min(b ?? 0, 0) * -size.width + Math.min(d ?? 0, 0) * -size.height
        const rows = [a, b, 0, c, d, 0, x, y, 1 << 14]
        for (const [n, value = 0] of rows.entries()) {
          header.writeInt32BE(value * 0x1_0000, 40 + n * 4)
        }
        return { type: 'tkhd', body: header }
      })
      return { type, body: Buffer.concat(parts.map(boxOf)) }
    }),
  )
}

export interface Size {
  readonly width: number
  readonly height: number
}

function withIndex(file: Buffer, change: (boxes: readonly Box[]) => readonly Box[]): Buffer {
  const top = boxesIn(file)
  const last = top.at(-1)
  if (last?.type !== 'moov') throw new Error('The index has to be the last box.')
  const before = file.subarray(0, file.length - last.body.length - 8)
  const index = Buffer.concat(change(boxesIn(last.body)).map(boxOf))
  return Buffer.concat([before, boxOf({ type: 'moov', body: index })])
}

function boxesIn(bytes: Buffer): Box[] {
  const boxes: Box[] = []
  for (let at = 0; at + 8 <= bytes.length; ) {
    const size = bytes.readUInt32BE(at) || bytes.length - at
    boxes.push({
      type: bytes.toString('latin1', at + 4, at + 8),
      body: bytes.subarray(at + 8, at + size),
    })
    at += size
  }
  return boxes
}

function boxOf({ type, body }: Box): Buffer {
  const header = Buffer.alloc(8)
  header.writeUInt32BE(body.length + 8)
  header.write(type, 4, 'latin1')
  return Buffer.concat([header, body])
}

function the(boxes: readonly Box[], type: string): Buffer {
  const found = boxes.find(box => box.type === type)
  if (!found) throw new Error(`There is no ${type}.`)
  return found.body
}

const isVideo = (trak: Buffer) =>
  the(boxesIn(the(boxesIn(trak), 'mdia')), 'hdlr').toString('latin1', 8, 12) === 'vide'

/** The encoder's own delay, which its edit list hides already. */
function leadOf(parts: readonly Box[]): number {
  const edts = parts.find(part => part.type === 'edts')
  return edts ? Math.max(0, the(boxesIn(edts.body), 'elst').readInt32BE(12)) : 0
}

function patched(body: Buffer, at: number, value: number): Buffer {
  const copy = Buffer.from(body)
  copy.writeUInt32BE(value, at)
  return copy
}
