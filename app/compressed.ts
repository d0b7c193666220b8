import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

const CODINGS = { br: promisify(brotliCompress), gz: promisify<Buffer, Buffer>(gzip) }
const TEXT = /\.(js|css|html|svg|json)$/

/** Writes each text of the build once more, compressed as far as it goes; the server only picks. */
export function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    async writeBundle({ dir = '' }, bundle) {
      const files = Object.keys(bundle).filter(file => TEXT.test(file))
      await Promise.all(files.map(file => compressedBeside(join(dir, file))))
    },
  }
}

async function compressedBeside(path: string): Promise<void> {
  const text = await readFile(path)
  for (const [ending, compress] of Object.entries(CODINGS)) {
    await writeFile(`${path}.${ending}`, await compress(text))
  }
}
