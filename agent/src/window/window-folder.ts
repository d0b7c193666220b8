import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { inHome, makeHome } from '../home.ts'

/** Where the window keeps what is its own; for this user's eyes only. */
export function windowFolder(home: string): string {
  const path = join(home, 'window')
  makeHome(home)
  inHome(home, () => mkdirSync(path, { recursive: true, mode: 0o700 }))
  return path
}
