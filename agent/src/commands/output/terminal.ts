import { styleText } from 'node:util'
import type { Tone } from '../../lib/refusal.ts'

const STYLES = {
  good: 'green',
  bad: 'red',
  waits: 'yellow',
  quiet: 'dim',
  command: 'cyan',
  name: 'bold',
} as const satisfies Record<Exclude<Tone, 'plain'>, string>

/** Below this, a column of single words would be worse than what the terminal does by itself. */
const LEAST_COLUMNS = 30

/**
 * A line as this stream shows it. A person's terminal gets colours, unless NO_COLOR says otherwise,
 * and breaks between words; a pipe and a file get the line as it is.
 */
export function shownOn(stream: NodeJS.WriteStream, line: string, tone: Tone = 'plain'): string {
  // What is copied into a shell has to stay one line.
  const isWhole = !stream.isTTY || tone === 'command'
  const lines = isWhole ? [line] : broken(line, stream.columns)
  if (tone === 'plain') return lines.join('\n')
  return lines.map(it => styleText(STYLES[tone], it, { stream })).join('\n')
}

const USUAL_COLUMNS = 80

/** A name and what it means, which stays in its own column however often it is broken. */
export const explained = (name: string, means: string): string =>
  broken(name + means, process.stdout.columns || USUAL_COLUMNS, ' '.repeat(name.length)).join('\n')

/** Breaks a line between words; what follows stands two further in. A long address stays whole. */
export function broken(line: string, columns: number, follows?: string): string[] {
  if (columns < LEAST_COLUMNS || Bun.stringWidth(line) <= columns) return [line]
  const [start = ''] = /^ *(\| )?/.exec(line) ?? []
  const margin = follows ?? (start.endsWith('| ') ? start : `${start}  `)
  const lines: string[] = []
  let current = start
  let isEmpty = true
  for (const word of line.slice(start.length).split(' ')) {
    const longer = isEmpty ? current + word : `${current} ${word}`
    if (isEmpty || Bun.stringWidth(longer) <= columns) current = longer
    else {
      lines.push(current.trimEnd())
      current = margin + word
    }
    isEmpty = current.trim() === '' || current === start
  }
  return [...lines, current]
}
