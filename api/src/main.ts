import { fileURLToPath } from 'node:url'
import { nameOperators } from './account/operators.queries.ts'
import { ConfigError, loadConfig } from './config.ts'
import { buildDeps } from './deps.ts'
import { createApp } from './http/app.ts'
import type { Listener } from './http/listen.ts'
import { listen } from './http/listen.ts'
import { keptSecret } from './outside/kept-secret.ts'
import { replayTombstones } from './privacy/deletion/tombstones.ts'
import { startTimetable } from './timetable.ts'
import { lackingKeys } from './vault/lacking-keys.ts'
import { rotateKeys } from './vault/rotate-keys.ts'

const APP_FOLDER = fileURLToPath(new URL('../../app/dist', import.meta.url))

const DRAIN_MS = 15_000

await main().catch(error => {
  // A stack says nothing about a wrong setting; anywhere else it is what we need.
  console.error(error instanceof ConfigError ? error.message : error)
  // What was opened before would keep a half-started process alive, holding the port.
  process.exit(1)
})

async function main(): Promise<void> {
  const loaded = loadConfig(process.env, keptSecret)
  const listener = listen(loaded)
  // With port 0 the address is known only now.
  const config = { ...loaded, publicUrl: loaded.publicUrl.replace(/:0$/, `:${listener.port}`) }
  const { deps, close } = await buildDeps(config)
  const lacking = await lackingKeys(deps)
  if (lacking) throw new ConfigError({ VAULT_KEYS: lacking })
  await replayTombstones(deps)
  await nameOperators(deps.db, config.operators)
  const stopping = new AbortController()
  listener.open(createApp({ deps, stopping: stopping.signal, appFolder: APP_FOLDER }))
  await startTimetable(deps)
  // Not left to the jobs alone: whoever was killed at it is followed at once.
  const rotation = rotateKeys(deps, stopping.signal).catch(error =>
    deps.log.error('keys were not rotated', { error }),
  )
  deps.log.info('ready', { url: listener.url, publicUrl: config.publicUrl })

  const { promise: told, resolve: tell } = Promise.withResolvers<string>()
  process.once('SIGTERM', tell)
  process.once('SIGINT', tell)
  deps.log.info('stopping', { signal: await told })
  stopping.abort()
  await drained(listener)
  await rotation
  await close()
}

/** Waits for the requests under way, but not for ever. */
async function drained(listener: Listener): Promise<void> {
  const timer = setTimeout(() => listener.close(true), DRAIN_MS)
  await listener.close()
  clearTimeout(timer)
}
