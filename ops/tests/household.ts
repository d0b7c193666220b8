import { join } from 'node:path'
import { start } from '../../agent/tests/processes.ts'
import {
  forEachPlatform,
  PLATFORM_NAMES,
  PLATFORMS,
  type Platform,
} from '../../api/contract/index.ts'

/** What `bun run start` leaves running, as a creator at their own computer meets it. */
export interface Household {
  address: string
  email: string
  password: string
  origins: Record<Platform, string>
  watchFolder: string
  /** Waits for a line of start's own output that holds this. */
  says(part: string): Promise<string>
  stop(): Promise<void>
}

/** Starts everything in a folder of its own; again, at the same address, when told one. */
export async function startHousehold(folder: string, address?: string): Promise<Household> {
  const watchFolder = join(folder, 'watch')
  const port = address === undefined ? '0' : new URL(address).port
  const place = ['--data', join(folder, 'data'), '--watch', watchFolder, '--port', port]
  const program = start(['ops/start.ts', ...place], { HOME: folder, SITE_FOLDER: '' })
  const says = (part: string) => program.line(line => line.includes(part))
  const after = async (label: string) => {
    const line = await program.line(it => it.startsWith(`${label} `))
    return line.slice(label.length).trim()
  }
  /** `YouTube     sandbox   http://127.0.0.1:4001`. */
  const originOf = async (name: string) => (await after(name)).split(/\s+/)[1] ?? ''
  try {
    const origins = forEachPlatform(() => '')
    for (const it of PLATFORMS) origins[it] = await originOf(PLATFORM_NAMES[it])
    const [email = '', password = ''] = (await after('Sign in')).split(' / ')
    return {
      address: await after('Dashboard'),
      ...{ email, password, watchFolder, says },
      origins,
      stop: program.stop,
    }
  } catch (error) {
    await program.stop()
    throw error
  }
}
