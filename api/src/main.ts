import { fileURLToPath } from 'node:url'
import { ConfigError, loadConfig } from './config.ts'
import { buildDeps } from './deps.ts'
import { createApp } from './http/app.ts'
import { listen } from './http/listen.ts'
import { keptSecret } from './outside/kept-secret.ts'
import { startTimetable } from './timetable.ts'

const APP_FOLDER = fileURLToPath(new URL('../../app/dist', import.meta.url))

await main().catch(error => {
  // A stack says nothing about a wrong setting; anywhere else it is what we need.
  console.error(error instanceof ConfigError ? error.message : error)
  process.exitCode = 1
})

async function main(): Promise<void> {
  const loaded = loadConfig(process.env, keptSecret)
  const listener = listen(loaded)
  // With port 0 the address is known only now.
  const config = { ...loaded, publicUrl: loaded.publicUrl.replace(/:0$/, `:${listener.port}`) }
  const { deps, close } = await buildDeps(config)
  let isStopping = false
  listener.open(createApp({ deps, isStopping: () => isStopping, appFolder: APP_FOLDER }))
  await startTimetable(deps)
  deps.log.info('ready', { url: listener.url })

  const { promise: told, resolve: tell } = Promise.withResolvers<string>()
  process.once('SIGTERM', tell)
  process.once('SIGINT', tell)
  deps.log.info('stopping', { signal: await told })
  isStopping = true
  await listener.close()
  await close()
}
