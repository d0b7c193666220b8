import type { LayerOutcome } from './run-layer.ts'

const REDRAW_MS = 200

/** One line per layer; on a terminal, what runs right now stays visible below. */
export class Screen {
  readonly #running = new Map<string, number>()
  readonly #isLive: boolean
  #timer: ReturnType<typeof setInterval> | undefined

  constructor(isLive: boolean) {
    this.#isLive = isLive
    if (isLive) this.#timer = setInterval(() => this.#draw(), REDRAW_MS)
  }

  say(line: string) {
    if (this.#isLive) process.stdout.write('\r\x1b[2K')
    console.log(line)
  }

  started(name: string, fileCount: number) {
    this.#running.set(name, Date.now())
    const files = fileCount === 1 ? '1 file' : `${fileCount} files`
    if (!this.#isLive) this.say(`… ${name}${fileCount > 0 ? ` (${files})` : ''}`)
  }

  ended(name: string, outcome: LayerOutcome) {
    const seconds = (Date.now() - (this.#running.get(name) ?? Date.now())) / 1000
    this.#running.delete(name)
    const failed = outcome.failed > 0 ? `, ${outcome.failed} failed` : ''
    const counts = `${outcome.passed} passed${failed}`
    this.say(
      `${failed ? '✗' : '✓'} ${name.padEnd(12)} ${counts.padEnd(26)} ${seconds.toFixed(1)} s`,
    )
    if (failed) this.say(outcome.output.trimEnd().replace(/^/gm, '    '))
    if (failed) for (const reason of outcome.reasons) this.say(`  ${name}: ${reason}`)
  }

  close() {
    clearInterval(this.#timer)
    if (this.#isLive) process.stdout.write('\r\x1b[2K')
  }

  #draw() {
    const parts = [...this.#running].map(
      ([name, startedAt]) => `${name} ${Math.round((Date.now() - startedAt) / 1000)} s`,
    )
    process.stdout.write(`\r\x1b[2K${parts.join('   ')}`)
  }
}
