import { EXIT, Refusal } from '../lib/refusal.ts'

/** Reads a line from the terminal without showing it. */
export async function askHidden(question: string): Promise<string> {
  const { stdin, stdout } = process
  if (!stdin.isTTY)
    throw new Refusal(EXIT.usage, 'Use --password-stdin where there is no terminal.')
  stdout.write(question)
  stdin.setRawMode(true)
  stdin.resume()
  let text = ''
  try {
    for await (const chunk of stdin) {
      for (const letter of String(chunk)) {
        if (letter === '\r' || letter === '\n') return text
        if (letter === '\u0003') throw new Refusal(EXIT.cut, STOPPED)
        text = letter === '\u007f' ? text.slice(0, -1) : text + letter
      }
    }
    return text
  } finally {
    stdin.setRawMode(false)
    stdin.pause()
    stdout.write('\n')
  }
}

export const STOPPED = 'Stopped. This device is not signed in.'
