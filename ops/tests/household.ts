import { join } from 'node:path'
import { start } from '../../agent/tests/processes.ts'

/** What `bun run start` leaves running, as a creator at their own computer meets it. */
export interface Household {
  address: string
  email: string
  password: string
  origins: { youtube: string; instagram: string; tiktok: string }
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
  const program = start(['ops/start.ts', ...place], { HOME: folder })
  const says = (part: string) => program.line(line => line.includes(part))
  const after = async (label: string) => {
    const line = await program.line(it => it.startsWith(`${label} `))
    return line.slice(label.length).trim()
  }
  try {
    const [email = '', password = ''] = (await after('Sign in')).split(' / ')
    return {
      address: await after('Dashboard'),
      ...{ email, password, watchFolder, says },
      origins: {
        youtube: await after('youtube'),
        instagram: await after('instagram'),
        tiktok: await after('tiktok'),
      },
      stop: program.stop,
    }
  } catch (error) {
    await program.stop()
    throw error
  }
}

/** Types the command that start printed for TikTok, choosing the first level it offers. */
export async function approveTikTok(home: Household): Promise<void> {
  const folder = /CONTENT_CREATION_HOME='([^']+)'/.exec(await home.says('CONTENT_CREATION_HOME='))
  const words = (await home.says('--platform tiktok')).trim().split(/\s+/)
  const [level = ''] = /[A-Z]+_[A-Z_]+/.exec(await home.says('LEVEL is one of')) ?? []
  const typed = words.map(word => (word === 'LEVEL' ? level : word))
  const env = { CONTENT_CREATION_HOME: folder?.[1] ?? '' }
  const approving = start(['agent/src/cli.ts', ...typed], env)
  if ((await approving.exited) !== 0) throw new Error(approving.lines.join('\n'))
  await home.says('TikTok: published')
}
