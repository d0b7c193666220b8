import { stat } from 'node:fs/promises'
import { join, normalize, sep } from 'node:path'
import type { Context } from 'hono'
import { accepts } from 'hono/accepts'

/** What a build writes beside each text, by the name that a browser asks for; smallest first. */
const ENDINGS: Readonly<Record<string, string>> = { br: '.br', gzip: '.gz' }
// Builds put a hash of the content in these names, so they never change.
const HASHED = /^\/(assets|_astro)\//
const PICTURE = /\.(avif|mp4|png|svg|webm|webp)$/

/** How this browser wants its texts. */
export const codingFor = (c: Context): string =>
  accepts(c, {
    ...{ header: 'Accept-Encoding', supports: Object.keys(ENDINGS), default: 'identity' },
    match: (wanted, { supports, default: other }) =>
      supports.find(name => wanted.some(({ type, q }) => type === name && q > 0)) ?? other,
  })

/** The file at that path, in that coding where there is one; null when there is no such file. */
export async function answerFrom(
  folder: string,
  path: string,
  coding: string,
): Promise<Response | null> {
  const file = await fileAt(folder, path)
  const smaller = file && coding in ENDINGS ? await fileAt(folder, path + ENDINGS[coding]) : null
  return file && fileResponse(smaller ?? file, { path, type: file.type, coding: smaller && coding })
}

/** A file of this folder and of no other; null when it is not there. */
export async function fileAt(folder: string, path: string): Promise<Blob | null> {
  const root = normalize(folder + sep)
  const file = normalize(join(root, path))
  if (!file.startsWith(root)) return null
  // What no file can be called (too long, a NUL in it) is a file that is not there.
  const found = await stat(file).catch(() => null)
  return found?.isFile() ? Bun.file(file) : null
}

interface Sent {
  path: string
  type: string
  coding: string | null
}

function fileResponse(file: Blob, { path, type, coding }: Sent): Response {
  return new Response(file, {
    headers: {
      'Content-Type': type,
      'Cache-Control': keptFor(path),
      Vary: 'Accept-Encoding',
      ...(coding && { 'Content-Encoding': coding }),
    },
  })
}

function keptFor(path: string): string {
  if (HASHED.test(path)) return 'public, max-age=31536000, immutable'
  return PICTURE.test(path) ? 'public, max-age=3600' : 'no-cache'
}
