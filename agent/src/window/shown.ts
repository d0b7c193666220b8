import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { inHome, makeHome } from '../home.ts'
import type { Door } from './door.ts'

const ANSWER_MS = 2000
const Written = z.object({ origin: z.url(), word: z.string() })

const fileIn = (home: string) => join(home, 'window.json')

/** Writes down, for this user's eyes only, how a second start asks this one to show its window. */
export function announce(home: string, { origin, word }: Pick<Door, 'origin' | 'word'>) {
  const path = fileIn(home)
  makeHome(home)
  inHome(home, () => {
    writeFileSync(`${path}.new`, JSON.stringify({ origin, word }), { mode: 0o600 })
    renameSync(`${path}.new`, path)
  })
  return { close: () => rmSync(path, { force: true }) }
}

/** Whether an agent with a window runs already; it then shows that. */
export async function askToShow(home: string): Promise<boolean> {
  const path = fileIn(home)
  if (!existsSync(path)) return false
  try {
    const { origin, word } = Written.parse(JSON.parse(readFileSync(path, 'utf8')))
    const signal = AbortSignal.timeout(ANSWER_MS)
    const answer = await fetch(`${origin}/show`, { method: 'POST', body: word, signal })
    return answer.status === 204
  } catch {
    // Left behind by one that was killed, or by another version: nobody is there.
    return false
  }
}
