import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

export interface Options {
  isOnce: boolean
  /** Publish this file instead of what lies in the watch folder. */
  video: string | null
  /** null = 8787, or a free port when that is taken. */
  port: number | null
  dataFolder: string
  watchFolder: string
  isDev: boolean
}

export const HELP = `Usage: bun run start [options]

Starts everything on this machine: the server with its dashboard, stand-ins for the platforms,
and the agent that watches ./watch. Nothing leaves this machine unless you set the keys of a
real platform (see README.md): then that platform is real, and waits for your own yes.

  --once          exit after the first video is published everywhere (0), or failed (1)
  --video FILE    publish this file
  --port N        port of the server and dashboard (default 8787, or a free one)
  --data DIR      where everything is kept (default .data)
  --watch DIR     the folder that is watched (default watch)
  --dev           show each change of the code at once (bun run dev)
  --help          this text
`

/** Reads the command line; throws an Error with one clear sentence when it is off. */
export function readOptions(args: string[]): Options | 'help' {
  const { values } = parseArgs({
    args,
    options: {
      once: { type: 'boolean', default: false },
      video: { type: 'string' },
      port: { type: 'string' },
      data: { type: 'string', default: '.data' },
      watch: { type: 'string', default: 'watch' },
      dev: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) return 'help'
  const port = values.port === undefined ? null : Number(values.port)
  if (port !== null && !(Number.isInteger(port) && port >= 0 && port < 65_536)) {
    throw new Error(`--port wants a number from 0 to 65535, not "${values.port}".`)
  }
  return {
    isOnce: values.once,
    video: values.video === undefined ? null : resolve(values.video),
    port,
    dataFolder: resolve(values.data),
    watchFolder: resolve(values.watch),
    isDev: values.dev,
  }
}
