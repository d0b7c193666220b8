import type { Locale } from '../site.ts'
import made from './films.json'

interface Film {
  title: Record<Locale, string>
  seconds: number
  sources: string
}

/** What `bun run films` has made; a page shows none that is not there. */
export const FILMS: Readonly<Record<string, Film>> = made
