import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Film } from './film.ts'

const ROOT = join(import.meta.dir, '../../..')
export const OUT = join(ROOT, 'landing/public/films')
const KNOWN = join(ROOT, 'landing/src/data/films.json')

/** What the site knows of each film, and from which state of the product it is. */
const Known = z.record(
  z.string(),
  z.object({
    title: z.object({ en: z.string(), de: z.string() }),
    seconds: z.number(),
    sources: z.string(),
  }),
)
export type Known = z.infer<typeof Known>

export const readKnown = (): Known => Known.parse(JSON.parse(readFileSync(KNOWN, 'utf8')))

export const writeKnown = (known: Known) => Bun.write(KNOWN, `${JSON.stringify(known, null, 2)}\n`)

/** Those that show something else than the product does now. */
export function lateFilms(films: readonly Film[], known: Known): Film[] {
  return films.filter(it => known[it.slug]?.sources !== sourcesOf(it))
}

/** One hash of all that a film shows, and of its own script. */
export function sourcesOf({ slug, shows }: Pick<Film, 'slug' | 'shows'>): string {
  const hash = new Bun.CryptoHasher('sha256')
  for (const path of [...shows, `ops/site/films/scripts/${slug}.ts`]) {
    for (const file of filesIn(path))
      hash.update(`${file}\n`).update(readFileSync(join(ROOT, file)))
  }
  return hash.digest('hex').slice(0, 16)
}

/** Tests show nothing. */
function filesIn(path: string): string[] {
  if (!statSync(join(ROOT, path)).isDirectory()) return [path]
  return readdirSync(join(ROOT, path), { recursive: true, withFileTypes: true })
    .filter(it => it.isFile() && !/\.test\.tsx?$/.test(it.name))
    .map(it => join(it.parentPath, it.name).slice(ROOT.length + 1))
    .sort()
}
