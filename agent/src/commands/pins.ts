import { readFileSync } from 'node:fs'
import { makeHome } from '../home.ts'
import { EXIT, type ExitCode, type Output, Refusal } from '../lib/refusal.ts'
import { PinsRefused, signedPinsIn, takeSignedPins } from '../lib/signed-pins.ts'
import { settings } from './context.ts'

/** `content pins [FILE]`: shows the pinned keys, or takes a signed update of them from a file. */
export async function pins(out: Output, file?: string): Promise<ExitCode> {
  const { home, pinUpdateKey } = settings()
  if (file !== undefined) {
    makeHome(home)
    try {
      const { version } = takeSignedPins(home, pinUpdateKey, read(file))
      out.say(`Version ${version} of the pins holds from the next connection on.`)
    } catch (error) {
      throw error instanceof PinsRefused ? new Refusal(EXIT.failed, error.message) : error
    }
  }
  const { pins } = settings()
  const version = signedPinsIn(home, pinUpdateKey)?.version ?? null
  for (const [host, keys] of Object.entries(pins)) {
    out.say(`${host}: ${keys.join(', ')}`)
    if (keys.length < 2) out.say('  No backup is pinned: a new key of that host locks you out.')
  }
  if (Object.keys(pins).length === 0) out.say('No keys are pinned.')
  out.json({ pins, version })
  return EXIT.ok
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new Refusal(EXIT.usage, `${file} cannot be read.`)
  }
}
