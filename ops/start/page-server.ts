import { join } from 'node:path'
import type { Family } from './children.ts'
import { labelled } from './current.ts'

const APP = join(import.meta.dir, '../../app')
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken away
const COLOURS = /\u001b\[[\d;]*m/g

/** Vite in front of the server: a changed page is shown without being loaded again. */
export async function startPageServer(
  family: Family,
  ports: { front: number; api: number },
  say: (line: string) => void,
): Promise<void> {
  const command = [process.execPath, '--bun', join(APP, 'node_modules/.bin/vite'), APP]
  const place = ['--port', String(ports.front), '--strictPort', '--host', '127.0.0.1']
  const child = family.begin('The page server', [...command, ...place, '--clearScreen', 'false'], {
    API_ORIGIN: `http://127.0.0.1:${ports.api}`,
  })
  const lines = child.lines
  for (;;) {
    const { value, done } = await lines.next()
    if (done) throw new Error(`${child.name} stopped before it was ready.\n${child.complaint()}`)
    if (/ready in/.test(value)) break
  }
  void (async () => {
    for await (const line of lines) {
      const text = line.replace(COLOURS, '').trim()
      if (/hmr|reload|error/i.test(text)) say(labelled('app', text.replace(/^.*?\[vite\] /, '')))
    }
  })()
}
