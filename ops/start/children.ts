import type { Subprocess } from 'bun'

const GRACE_MS = 8000

export interface Child {
  name: string
  process: Subprocess<'ignore', 'pipe', 'pipe'>
  /** Each line of its standard output. */
  lines: AsyncGenerator<string>
  /** The end of what it said on standard error. */
  complaint: () => string
  /** Tells it to stop, and waits until it has; whoever does not listen is killed. */
  end: () => Promise<void>
}

/** Every process that start began; whatever happens, `stopAll` ends them, newest first. */
export function makeFamily() {
  const children: Child[] = []
  let isStopping = false

  function begin(name: string, command: string[], env: Record<string, string>): Child {
    const process_ = Bun.spawn(command, {
      env: { ...process.env, ...env },
      stdin: 'ignore',
      stdout: 'pipe',
      stderr: 'pipe',
    })
    const complaint = tail(process_.stderr)
    const end = () => endOf(process_)
    const child = { name, process: process_, lines: linesOf(process_.stdout), complaint, end }
    children.push(child)
    return child
  }

  async function stopAll() {
    isStopping = true
    for (const child of children.toReversed()) await child.end()
  }

  return { begin, stopAll, isStopping: () => isStopping }
}

async function endOf(child: Child['process']): Promise<void> {
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), GRACE_MS)
  await child.exited
  clearTimeout(timer)
}

export type Family = ReturnType<typeof makeFamily>

/** The next line that is a JSON object with `field`, or an Error saying why the child ended. */
export async function firstJson(child: Child, field: string): Promise<Record<string, unknown>> {
  for (;;) {
    const { value, done } = await child.lines.next()
    if (done) break
    const parsed = asObject(value)
    if (parsed && field in parsed) return parsed
  }
  await child.process.exited
  throw new Error(`${child.name} stopped before it was ready.\n${child.complaint()}`)
}

/** Reads what a child goes on to say: a pipe that nobody empties stops it once it is full. */
export async function keepReading(child: Child, hear = (_line: string) => {}): Promise<void> {
  for await (const line of child.lines) hear(line)
}

/** A line as a JSON object, or null when it is something else. */
export function asObject(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? { ...value } : null
  } catch {
    return null
  }
}

/** What a program prints, line by line as it comes. */
export async function* linesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  let rest = ''
  const decoder = new TextDecoder()
  for await (const chunk of stream) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = parts.pop() ?? ''
    yield* parts
  }
  if (rest) yield rest
}

function tail(stream: ReadableStream<Uint8Array>): () => string {
  let text = ''
  const decoder = new TextDecoder()
  const read = async () => {
    for await (const chunk of stream) {
      text = (text + decoder.decode(chunk, { stream: true })).slice(-4000)
    }
  }
  void read()
  return () => text.trim()
}
