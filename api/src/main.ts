import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { NewerSchema } from '@content/db'
import { nameOperators } from './account/operators.queries.ts'
import { type Config, ConfigError, loadConfig } from './config.ts'
import { type BuiltDeps, buildDeps, type Deps } from './deps.ts'
import { createApp } from './http/app.ts'
import type { Listener } from './http/listen.ts'
import { listen } from './http/listen.ts'
import { keptSecret } from './outside/kept-secret.ts'
import { createLog, type Log } from './outside/log.ts'
import { onceReachable } from './outside/once-reachable.ts'
import { migrate, openDatabase, pastPooler } from './outside/postgres.ts'
import { toldToStop } from './outside/told-to-stop.ts'
import { replayTombstones } from './privacy/deletion/tombstones.ts'
import { startTimetable } from './timetable.ts'
import { lackingKeys } from './vault/lacking-keys.ts'
import { rotateKeys } from './vault/rotate-keys.ts'

const APP_FOLDER = fileURLToPath(new URL('../../app/dist', import.meta.url))

// To close what is open, once nothing is under way.
const CLOSING_MS = 2000

const [command = 'serve'] = process.argv.slice(2)

await run(command).catch(error => {
  // A stack says nothing about a wrong setting or version; anywhere else it is what we need.
  const isForPeople = error instanceof ConfigError || error instanceof NewerSchema
  console.error(isForPeople ? error.message : error)
  // What was opened before would keep a half-started process alive, holding the port.
  process.exit(1)
})

/** What the process is for: to serve, or once to look at its settings or to migrate. */
async function run(command: string): Promise<void> {
  if (command === 'serve') return serve()
  if (command === 'migrate') return migrateOnly()
  if (command !== 'check') throw new ConfigError({ command: 'is serve, migrate or check' })
  loadConfig(process.env, keptSecret)
  console.log('The environment is usable.')
}

/** Brings the database up to date before others serve; waits for it, and for whoever is at it. */
async function migrateOnly(): Promise<void> {
  const { database } = loadConfig(process.env, keptSecret)
  const log = createLog()
  const { signal } = toldToStop()
  const opened = await openDatabase(database, log)
  const waiting = { log, signal, onAway: () => undefined }
  const done = await onceReachable(() => migrate(opened), waiting)
  await opened.close()
  if (done === null) process.exitCode = 1
  else log.info('migrated', { ran: done })
}

async function serve(): Promise<void> {
  const loaded = loadConfig(process.env, keptSecret)
  const stop = toldToStop()
  const listener = listen(loaded)
  // With port 0 the address is known only now.
  const config = { ...loaded, publicUrl: loaded.publicUrl.replace(/:0$/, `:${listener.port}`) }
  const log = createLog()
  log.info('listening', { address: listener.url })
  const onAway = () => listener.waitFor('database')
  const built = await onceReachable(() => prepared(config, log), { log, ...stop, onAway })
  if (built === null) return listener.close(true)
  const { deps } = built
  listener.open(createApp({ deps, stopping: stop.signal, appFolder: APP_FOLDER }))
  // Not left to the jobs alone: whoever was killed at it is followed at once.
  const rotation = rotateKeys(deps, stop.signal).catch(error =>
    deps.log.error('keys were not rotated', { error }),
  )
  log.info('ready', { url: listener.url, publicUrl: config.publicUrl })
  log.info('stopping', { signal: await stop.told })
  await drained(listener, deps)
  await rotation
  await built.close()
  log.info('stopped')
}

/** All that must be there before anybody is served; nothing is left open when it fails. */
async function prepared(config: Config, log: Log): Promise<BuiltDeps> {
  const built = await buildDeps(config, { log })
  const { deps } = built
  try {
    const lacking = await lackingKeys(deps)
    if (lacking) throw new ConfigError({ VAULT_KEYS: lacking })
    // Copies that a version before kept on its disk; nobody could fetch them any more.
    await rm(join(config.dataFolder, 'exports'), { recursive: true, force: true })
    await pastPooler(config.database, deps.db, db => replayTombstones({ ...deps, db }))
    await nameOperators(deps.db, config.operators)
    await startTimetable(deps)
    return built
  } catch (error) {
    await built.close().catch(() => undefined)
    throw error
  }
}

/**
 * Goes on serving until those who send us people have noticed that we are not ready, then waits for
 * the requests under way, but not for ever.
 */
async function drained(listener: Listener, { config, shared, log }: Deps): Promise<void> {
  const { drainSeconds, graceSeconds } = config.stop
  // Jobs need not wait for people; another process takes them on meanwhile.
  const handed = shared.jobs.handBack().catch(error => log.warn('jobs not handed back', { error }))
  const graceMs = Math.max(graceSeconds * 1000 - CLOSING_MS, 0)
  const timer = setTimeout(() => {
    log.warn('cut off what was under way', { graceSeconds })
    void listener.close(true)
  }, graceMs)
  // Whatever does not let go of the process must not outlive the grace that we were given.
  setTimeout(() => process.exit(0), graceMs + CLOSING_MS).unref()
  await Bun.sleep(drainSeconds * 1000)
  await listener.close()
  clearTimeout(timer)
  await handed
}
