import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { openFile } from '../account/open-page.ts'
import { usualWatchDir } from '../config.ts'
import { TICKET_LIFE_MS, token } from './door/pass.ts'

export interface Opener {
  /** Opens this address in the browser. */
  open(url: string): void
  /** Removes what was written to do so. */
  tidy(): void
}

const LEAF = /^open-[\w-]{43}\.html$/

/**
 * Opens an address that carries a ticket. What a program is started with can be read by every user
 * of a machine, so the browser is only told of a file that nobody else can read; that leads there.
 */
export function openOpener(folders: readonly string[], show = openFile): Opener {
  const written = new Set<string>()
  for (const folder of folders) sweep(folder)
  const tidy = () => {
    for (const path of written) rmSync(path, { force: true })
    written.clear()
  }
  return {
    open(url) {
      const path = writeLeaf(folders, url)
      if (!path) return
      written.add(path)
      setTimeout(tidy, TICKET_LIFE_MS).unref()
      show(path)
    },
    tidy,
  }
}

/** Where a browser can read it: on Linux some are locked out of folders that begin with a dot. */
export const leafFolders = (home: string, system = process.platform): string[] =>
  system === 'linux' ? [dirname(usualWatchDir()), home] : [home]

function writeLeaf(folders: readonly string[], url: string): string | null {
  const name = `open-${token()}.html`
  for (const folder of folders) {
    const path = join(folder, name)
    try {
      mkdirSync(folder, { recursive: true })
      writeFileSync(path, pageTo(url), { mode: 0o600, flag: 'wx' })
      return path
    } catch {
      // Nothing can be written there: the next one, or the address that was printed.
    }
  }
  return null
}

const pageTo = (url: string) => `<!doctype html>
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<title>Content Creation</title>
<script>location.replace(${JSON.stringify(url)})</script>
`

/** Left behind by one that was killed; its tickets are worth nothing any more. */
function sweep(folder: string): void {
  try {
    for (const name of readdirSync(folder).filter(it => LEAF.test(it))) rmSync(join(folder, name))
  } catch {
    // There is no such folder yet.
  }
}
