import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A random secret made once in the data folder and read ever after, for this user's eyes only. */
export function keptSecret(dataFolder: string, name: string): string {
  const file = join(dataFolder, name)
  mkdirSync(dataFolder, { recursive: true })
  try {
    // `wx` decides between two processes that start at once: one writes, both read.
    writeFileSync(file, `${fernetKey()}\n`, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  chmodSync(file, 0o600)
  return readFileSync(file, 'utf8').trim()
}

// Fernet wants url-safe base64 with its padding.
const fernetKey = () => randomBytes(32).toString('base64').replaceAll('+', '-').replaceAll('/', '_')
