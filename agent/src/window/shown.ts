import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { inHome, makeHome } from '../home.ts'
import { isSame, proofOf, token } from './door/pass.ts'

const ANSWER_MS = 2000
const Written = z.object({ origin: z.url(), word: z.string() })

const fileIn = (home: string) => join(home, 'window.json')

/** Writes down, for this user's eyes only, how a second start asks this one to show its window. */
export function announce(home: string, { origin, word }: { origin: string; word: string }) {
  const path = fileIn(home)
  makeHome(home)
  inHome(home, () => {
    writeFileSync(`${path}.new`, JSON.stringify({ origin, word }), { mode: 0o600 })
    renameSync(`${path}.new`, path)
  })
  return { close: () => rmSync(path, { force: true }) }
}

/** Whether somebody has written that down since. */
export function isAnnounced(home: string, sinceMs: number): boolean {
  const written = statSync(fileIn(home), { throwIfNoEntry: false })
  return written !== undefined && written.mtimeMs >= sinceMs
}

/** Whether an agent with a window runs already; it then shows that. */
export async function askToShow(home: string): Promise<boolean> {
  const path = fileIn(home)
  if (!existsSync(path)) return false
  try {
    const { origin, word } = Written.parse(JSON.parse(readFileSync(path, 'utf8')))
    const signal = AbortSignal.timeout(ANSWER_MS)
    const asked = token()
    const body = `${asked}.${proofOf(word, `show ${asked}`)}`
    // A proxy would look for it on its own machine.
    const how = { method: 'POST', body, signal, proxy: false } as const
    const answer = await fetch(`${origin}/show`, how)
    return answer.ok && isSame(proofOf(word, `shown ${asked}`), await answer.text())
  } catch {
    // Left behind by one that was killed, or by another version: nobody is there.
    return false
  }
}

/**
 * What the first start answers a second one: both show that they know the word and neither says it,
 * as after a crash somebody else may listen where the first one did.
 */
export function answerToSecond(word: string, given: string): string | null {
  const [asked = '', proof = ''] = given.split('.')
  return isSame(proofOf(word, `show ${asked}`), proof) ? proofOf(word, `shown ${asked}`) : null
}
