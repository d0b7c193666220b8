import { constants } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { copyFile, open } from 'node:fs/promises'
import { type Blank, placesIn, readPlaces } from './places.ts'

interface BlankPlaces {
  readonly source: string
  readonly target: string
  readonly signal?: AbortSignal | undefined
}

const COPY_BYTES = 8 * 1024 * 1024

/**
 * Copies an MP4 bit by bit but for what says where it was recorded, which becomes free space; no
 * other byte moves. Answers whether it could.
 */
export async function blankPlaces(job: BlankPlaces): Promise<boolean> {
  const { place, blanks } = await readPlaces(job.source)
  if (place !== 'apart') return false
  await copied(job)
  const target = await open(job.target, 'r+')
  try {
    for (const blank of blanks) await overwrite(target, blank, job.signal)
    return (await placesIn(target)).place === 'none'
  } finally {
    await target.close()
  }
}

/** Some file systems copy in no time, because both files share what is the same. */
async function copied({ source, target, signal }: BlankPlaces): Promise<void> {
  const isShared = await copyFile(source, target, constants.COPYFILE_FICLONE_FORCE).then(
    () => true,
    () => false,
  )
  if (isShared) return
  const [from, to] = [await open(source, 'r'), await open(target, 'w')]
  try {
    const buffer = Buffer.allocUnsafe(COPY_BYTES)
    for (;;) {
      signal?.throwIfAborted()
      const { bytesRead } = await from.read(buffer, 0, COPY_BYTES, null)
      if (bytesRead === 0) return
      // Unlike `write`, which may take a part and say nothing when the disk is nearly full.
      await to.writeFile(buffer.subarray(0, bytesRead))
    }
  } finally {
    await Promise.all([from.close(), to.close()])
  }
}

async function overwrite(
  file: FileHandle,
  { box, start, end }: Blank,
  signal: AbortSignal | undefined,
): Promise<void> {
  if (box !== null) await file.write(Buffer.from('free', 'latin1'), 0, 4, box + 4)
  const noughts = Buffer.alloc(Math.min(COPY_BYTES, end - start))
  for (let at = start; at < end; ) {
    signal?.throwIfAborted()
    const { bytesWritten } = await file.write(noughts, 0, Math.min(noughts.length, end - at), at)
    at += bytesWritten
  }
}
