import type { Page } from 'playwright-core'
import { coloured, escaped, LOOK, plain } from './terminal-look.ts'

const [COLUMNS, ROWS] = [112, 40]
const KEY_MS = 45
const LOOK_EVERY_MS = 100
const WAIT_MS = 240_000

export interface Terminal {
  page: Page
  /** Types a command at the prompt. */
  type(command: string): Promise<void>
  /** Runs one in that home; what it prints is shown as it comes. */
  run(command: string[], env: Record<string, string>): Running
  /** What the shell itself says. */
  print(line: string): Promise<unknown>
  clear(): Promise<void>
}

export interface Running {
  /** Waits until it has printed something like this. */
  says(words: RegExp): Promise<string>
  /** Types this when it has asked that. */
  answer(question: RegExp, line: string): Promise<void>
  exited: Promise<number>
  /** As a power cut would. */
  kill(): Promise<void>
}

type Show = (html: string) => Promise<unknown>

/** A window in which real programs print, with the colours that they choose for a person. */
export async function openTerminal(page: Page): Promise<Terminal> {
  await page.setContent(LOOK)
  const show: Show = html => page.evaluate(`show(${JSON.stringify(html)})`)
  const print = (line: string) => show(`${escaped(line)}\n`)
  return {
    ...{ page, print },
    async type(command) {
      await show('<span class="sign">$ </span>')
      for (const letter of command) {
        await show(escaped(letter))
        await Bun.sleep(KEY_MS)
      }
      await show('\n')
    },
    run: (command, env) => begin(command, env, show),
    async clear() {
      await page.evaluate('document.querySelector("pre").replaceChildren()')
    },
  }
}

function begin(command: string[], env: Record<string, string>, show: Show): Running {
  let said = ''
  let shown: Promise<unknown> = Promise.resolve()
  const decoder = new TextDecoder()
  const child = Bun.spawn(command, {
    ...(env.HOME && { cwd: env.HOME }),
    env: { PATH: process.env.PATH ?? '', TERM: 'xterm-256color', ...env },
    terminal: {
      ...{ cols: COLUMNS, rows: ROWS },
      data(_, bytes) {
        // Where its home lies on this machine is of no interest to anybody.
        const text = decoder.decode(bytes, { stream: true }).replaceAll(env.HOME || '\0', '~')
        said += text
        shown = shown.then(() => show(coloured(text)))
      },
    },
  })
  const ended = child.exited.then(async code => {
    await shown
    return code
  })
  const says = async (words: RegExp) => {
    for (let waitedMs = 0; waitedMs < WAIT_MS; waitedMs += LOOK_EVERY_MS) {
      // Asked first, so that its last words still count.
      const isOver = child.exitCode !== null
      const [found] = words.exec(plain(said)) ?? []
      if (found !== undefined) return found
      if (isOver) break
      await Bun.sleep(LOOK_EVERY_MS)
    }
    throw new Error(`It never said ${words}:\n${plain(said)}`)
  }
  return {
    ...{ says, exited: ended },
    async answer(question, line) {
      await says(question)
      for (const letter of line) {
        child.terminal?.write(letter)
        await Bun.sleep(KEY_MS)
      }
      child.terminal?.write('\r')
    },
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}
