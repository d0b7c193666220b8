import { open } from 'node:fs/promises'

/** Part of a file. */
export interface Slice {
  path: string
  from: number
  to: number
}

export interface Taking {
  /** How much to read at a time; asked before each read. */
  pieceBytes(): number
  /** Waits until so many bytes may leave. */
  mayTake(bytes: number): Promise<void>
  /** So many bytes of the slice were taken by now. */
  taken(bytes: number): void
}

/** Twice as much takes no less of the processor, and half as much a quarter more. */
export const LARGEST_PIECE_BYTES = 512 * 1024

/** Part of a file as a body that is taken piece by piece. It needs a Content-Length. */
export function streamOf({ path, from, to }: Slice, taking: Taking): ReadableStream<Uint8Array> {
  let at = from
  const file = open(path, 'r')
  // A body that is never read must not leave an unhandled rejection behind.
  file.catch(() => undefined)
  const memoryFor = inTurns(Math.min(LARGEST_PIECE_BYTES, to - from))
  let isOver = false
  const close = async () => {
    if (isOver) return
    isOver = true
    // One that could not be opened is open nowhere.
    await file.then(
      it => it.close(),
      () => undefined,
    )
  }
  const take = async (controller: ReadableStreamDefaultController<Uint8Array>) => {
    const handle = await file
    const wanted = Math.min(taking.pieceBytes(), LARGEST_PIECE_BYTES, to - at)
    await taking.mayTake(wanted)
    if (isOver) return
    const { bytesRead, buffer } = await handle.read(memoryFor(), 0, wanted, at)
    at += bytesRead
    if (bytesRead > 0) controller.enqueue(buffer.subarray(0, bytesRead))
    taking.taken(at - from)
    if (at < to && bytesRead > 0) return
    await close()
    if (at < to) controller.error(new Error('The file became shorter.'))
    else controller.close()
  }
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          await take(controller)
        } catch (error) {
          // A file that is left open is an error of its own later, in the middle of something else.
          await close()
          throw error
        }
      },
      cancel: close,
    },
    // Nothing waits in a queue: a piece is asked for when the one before was copied away.
    { highWaterMark: 0 },
  )
}

/**
 * Fresh memory for each piece is cleared away later than it is filled, which takes twice as much
 * in all. There are two, so that none is written to in the moment when it is handed over.
 */
function inTurns(bytes: number): () => Uint8Array<ArrayBuffer> {
  let [now, next] = [new Uint8Array(bytes), new Uint8Array(bytes)]
  return () => {
    ;[now, next] = [next, now]
    return now
  }
}
