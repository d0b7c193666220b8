/** What the runbook has people type, to be typed by a test. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export const START = 'start'
const RUNBOOK = join(import.meta.dir, '../runbook.md')
const COMPOSE = 'docker compose -f ops/compose.prod.yaml '
const INSIDE = /^(exec|run --rm --no-deps) backup (.*)$/

/** Each command below a heading that is run where backups are made; START starts all. */
export function commandsUnder(heading: string): string[] {
  const [, after = ''] = readFileSync(RUNBOOK, 'utf8').split(`\n### ${heading}\n`)
  const [own = ''] = after.split(/\n##/)
  const [, block = ''] = own.split(/```(?:sh)?\n/)
  const lines = block.trim().split('\n')
  if (!lines.every(line => line.startsWith(COMPOSE))) throw new Error(`${heading}: ${block}`)
  return lines
    .map(line => line.slice(COMPOSE.length))
    .flatMap(line => (line === 'up --detach' ? START : (INSIDE.exec(line)?.[2] ?? [])))
}
