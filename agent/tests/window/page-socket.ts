import { readdirSync, readFileSync } from 'node:fs'

export type Data = Record<string, unknown>

/** A page of the native window, on the runtime's own socket. */
export interface PageSocket {
  /** Every event and every answer, in order. */
  heard: { id?: string; event?: string; data?: Data }[]
  /** What the runtime answers to this. */
  ask(method: string, data?: object): Promise<Data>
  /** The data of the first such event, heard or still to come. */
  event(name: string, fits?: (data: Data) => unknown): Promise<Data>
  /** Tells the core. */
  tell(name: string, data?: object): Promise<Data>
  close(): void
}

interface Where {
  port: number | string
  token: string
  connectToken: string
}

const CORE = 'app.contentcreation.core'

export async function openPageSocket({ port, token, connectToken }: Where): Promise<PageSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}?connectToken=${connectToken}`)
  const heard: PageSocket['heard'] = []
  socket.onmessage = ({ data }) => void heard.push(JSON.parse(String(data)))
  await new Promise((resolve, reject) => {
    socket.onopen = resolve
    socket.onclose = () => reject(new Error('The runtime does not let a page in.'))
  })
  const ask = async (method: string, data: object = {}) => {
    const id = crypto.randomUUID()
    socket.send(JSON.stringify({ id, method, data, accessToken: token }))
    return (await untilSome(() => heard.find(it => it.id === id), method)).data ?? {}
  }
  return {
    heard,
    ask,
    async event(name, fits = () => true) {
      const find = () => heard.find(it => it.event === name && fits(it.data ?? {}))
      return (await untilSome(find, `${name} among ${heard.map(it => it.event)}`)).data ?? {}
    },
    tell: (event, data = {}) => ask('extensions.dispatch', { extensionId: CORE, event, data }),
    close: () => socket.close(),
  }
}

const PATIENCE_MS = 60_000
const LOOK_MS = 20

/** Waits until there is some. */
export async function untilSome<T>(
  find: () => T | undefined | Promise<T | undefined>,
  what: string,
): Promise<T> {
  for (const since = performance.now(); performance.now() - since < PATIENCE_MS; ) {
    const found = await find()
    if (found) return found
    await Bun.sleep(LOOK_MS)
  }
  throw new Error(`It never came: ${what}`)
}

export const until = (is: () => boolean | Promise<boolean>, what = String(is)) =>
  untilSome(async () => (await is()) || undefined, what)

export function isAlive(pid: number): boolean {
  try {
    // A process that has ended and was not waited for still has a number.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

/**
 * Ends every process whose home this is, whoever started it. A core whose window is killed opens
 * another one, so it is looked again until none is left.
 */
export const endAllIn = (home: string) =>
  until(() => {
    const left = readdirSync('/proc').map(Number).filter(isAlive).filter(livesIn(home))
    for (const pid of left) end(pid)
    return left.length === 0
  }, `the end of all in ${home}`)

const livesIn = (home: string) => (pid: number) => {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(`HOME=${home}`)
  } catch {
    return false
  }
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended meanwhile.
  }
}

/** The core that works below this window. */
export function coreBelow(pid: number): number | undefined {
  return below(pid).findLast(it =>
    /\0gui\0--extension\0$/.test(readFileSync(`/proc/${it}/cmdline`, 'utf8')),
  )
}

function below(pid: number): number[] {
  try {
    const tasks = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    const children = tasks.split(' ').filter(Boolean).map(Number)
    return children.flatMap(it => [it, ...below(it)])
  } catch {
    return []
  }
}
