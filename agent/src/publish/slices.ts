import { open } from 'node:fs/promises'

const READ_BYTES = 256 * 1024

/** Part of a file as a body that tells how much of it was taken. It needs a Content-Length. */
export function countedSlice(
  path: string,
  range: { from: number; to: number },
  onSent: (bytes: number) => void,
): ReadableStream<Uint8Array> {
  let at = range.from
  const file = open(path, 'r')
  // A body that is never read must not leave an unhandled rejection behind.
  file.catch(() => undefined)
  const close = async () => (await file).close()
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const handle = await file
        const wanted = Math.min(READ_BYTES, range.to - at)
        const { bytesRead, buffer } = await handle.read(new Uint8Array(wanted), 0, wanted, at)
        at += bytesRead
        if (bytesRead > 0) controller.enqueue(buffer.subarray(0, bytesRead))
        onSent(at - range.from)
        if (at < range.to && bytesRead > 0) return
        await close()
        if (at < range.to) controller.error(new Error('The file became shorter.'))
        else controller.close()
      },
      cancel: close,
    },
    { highWaterMark: 1 },
  )
}
