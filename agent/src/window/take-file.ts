import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { refusalOf } from '../status/refusal-of.ts'
import type { WindowContext } from './router.ts'

const sentence = (status: number, words: string) => new Response(words, { status })

/**
 * Takes a file that was dropped into the page, where a browser gives its bytes and no path: it is
 * written beside the others of the watched folder under a name that nobody looks at, and gets its
 * own once it is whole.
 */
export async function takeFile(
  { coreNow }: Pick<WindowContext, 'coreNow'>,
  given: string,
  body: ReadableStream<Uint8Array> | null,
): Promise<Response> {
  const { config } = (await coreNow.get()).core
  const name = basename(given.replaceAll('\\', '/')).trim()
  const extension = extname(name).toLowerCase()
  if (!config.videoExtensions.includes(extension)) {
    const known = config.videoExtensions.join(', ')
    return sentence(415, `That is no video that is watched for: ${known}.`)
  }
  if (!body) return sentence(400, 'The file is empty.')
  const { path } = config.folders[0]
  const partial = join(path, `.dropped-${randomUUID()}`)
  try {
    await mkdir(path, { recursive: true })
    await using file = await open(partial, 'wx', 0o600)
    if ((await write(file, body)) === 0) return sentence(400, 'The file is empty.')
    await file.sync()
    await rename(partial, freeName(path, name))
    return sentence(201, '')
  } catch (error) {
    return sentence(507, refusalOf(error).message)
  } finally {
    await rm(partial, { force: true })
  }
}

const PARTIAL = /^\.dropped-[0-9a-f-]{36}$/

/** Takes away what was only half taken when the agent died; the person still has their file. */
export async function forgetHalfTaken(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  const left = names.filter(name => PARTIAL.test(name))
  await Promise.all(left.map(name => rm(join(folder, name), { force: true })))
}

async function write(file: FileHandle, body: ReadableStream<Uint8Array>): Promise<number> {
  let bytes = 0
  for await (const chunk of body) {
    await file.writeFile(chunk)
    bytes += chunk.length
  }
  return bytes
}

/** Its own name, or the next one that is free: nothing that lies there is written over. */
function freeName(folder: string, name: string): string {
  const extension = extname(name)
  const stem = basename(name, extension)
  for (let count = 1; ; count += 1) {
    const path = join(folder, count === 1 ? name : `${stem} (${count})${extension}`)
    if (!existsSync(path)) return path
  }
}
