import { install, mayInstall } from './apt.ts'
import { nginx } from './nginx.ts'
import type { Part, Running, ServiceName } from './part.ts'
import { pgbackrest } from './pgbackrest.ts'
import { pgbouncer } from './pgbouncer.ts'
import { postgres } from './postgres.ts'
import { chromium, ffmpeg } from './programs.ts'
import { prometheus } from './prometheus.ts'
import { redis } from './redis.ts'

const PARTS: Record<ServiceName, Part> = {
  ...{ postgres, redis, chromium, ffmpeg, nginx, pgbackrest, pgbouncer, prometheus },
}

/** What the environment calls these services by. */
export const variablesOf = (names: readonly ServiceName[]): string[] =>
  names.flatMap(name => [...PARTS[name].variables])

export interface Opened {
  env: Record<string, string>
  /** Why a wanted service is not there, and what to do about it. */
  problems: Partial<Record<ServiceName, string>>
  close: () => Promise<void>
}

/** Takes, finds or installs each service, starts what must run, and says what it could not get. */
export async function openServices(
  names: readonly ServiceName[],
  env: Record<string, string | undefined>,
  say: (line: string) => void,
): Promise<Opened> {
  const opened: Running[] = []
  const problems: Opened['problems'] = {}
  const wanted = names.filter(name => {
    const named = namedBy(env, PARTS[name])
    if (named) opened.push(named)
    return !named
  })
  const installing = await installMissing(wanted, say)
  await Promise.all(
    wanted.map(async name => {
      try {
        opened.push(await openPart(PARTS[name], installing))
      } catch (error) {
        problems[name] = error instanceof Error ? error.message : String(error)
      }
    }),
  )
  return {
    env: Object.assign({}, ...opened.map(part => part.env)),
    problems,
    close: async () => {
      await Promise.all(opened.map(part => part.close()))
    },
  }
}

function namedBy(env: Record<string, string | undefined>, part: Part): Running | undefined {
  const values: Record<string, string> = {}
  for (const variable of part.variables) {
    const value = env[variable]
    if (!value) return undefined
    values[variable] = value
  }
  return { env: values, close: async () => {} }
}

/** Installs what is missing in one go and returns why that did not work, if it did not. */
async function installMissing(names: readonly ServiceName[], say: (line: string) => void) {
  const found = await Promise.all(names.map(name => PARTS[name].find().catch(() => undefined)))
  const missing = names.filter((_, index) => !found[index])
  if (missing.length === 0) return undefined
  if (!mayInstall()) return 'It is not installed, and only root on Debian or Ubuntu may install it.'
  // One by one: a package that this release lacks must not keep the others away.
  const failures: string[] = []
  for (const name of missing) {
    await install(PARTS[name].aptPackages, say).catch(error => failures.push(String(error.message)))
  }
  return failures.join('\n') || undefined
}

async function openPart(part: Part, installing: string | undefined): Promise<Running> {
  const program = await part.find()
  if (program) return part.start(program)
  throw new Error([part.advice, installing].filter(Boolean).join('\n'))
}
