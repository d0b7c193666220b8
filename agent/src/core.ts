import { type Config, changeConfigFile } from './config.ts'
import { type Journal, openJournal } from './journal/journal.ts'
import { goOnNow } from './journal/network-back.ts'
import { findTools, type Tools } from './media/tools/find-tools.ts'
import { usualPlaces } from './media/tools/usual-places.ts'
import { type Failures, openFailures } from './outside/failures.ts'
import { type Grants, openGrants } from './outside/grants.ts'
import { type HttpClient, openHttpClient, SILENCE_MS } from './outside/http-client.ts'
import { type Keychain, openKeychain } from './outside/keychain.ts'
import { openServer, type Server } from './outside/server.ts'
import { openPace, type Pace } from './platforms/pace/pace.ts'
import { watchWrittenLimit } from './platforms/pace/written-limit.ts'

/** What every part of the agent works with; built once by the command that runs. */
export interface Core {
  config: Config
  journal: Journal
  keychain: Keychain
  http: HttpClient
  pace: Pace
  server: Server
  grants: Grants
  failures: Failures
  /** Found at first use, because most commands need no ffmpeg. */
  tools(): Promise<Tools>
  now(): number
}

/** Opens the journal and everything around it. A plain key in the config moves to the keychain. */
export async function openCore(
  config: Config,
  now = () => Date.now(),
  mayRenewJournal = false,
): Promise<Core> {
  const keychain = openKeychain(config.home)
  if (config.plainApiKey) {
    await keychain.write(config.plainApiKey)
    changeConfigFile({ api_key: undefined })
  }
  const { backendUrl, pins, proxies } = config
  const journal = openJournal(config.home, { mayRenew: mayRenewJournal })
  const http = openHttpClient({ pins, proxies, now, onBack: () => goOnNow(journal, now()) })
  const apiKey = async () => config.givenApiKey ?? keychain.read()
  const server = openServer({ backendUrl, http }, apiKey)
  let tools: Promise<Tools> | null = null
  return {
    config,
    journal,
    keychain,
    http,
    pace: openPace({ limit: watchWrittenLimit(config), now, silenceMs: SILENCE_MS }),
    server,
    grants: openGrants(server, now),
    failures: openFailures(config, server),
    tools: () => {
      tools ??= look(config)
      tools.catch(() => {
        tools = null
      })
      return tools
    },
    now,
  }
}

const look = (config: Config) =>
  findTools({
    searchPath: config.searchPath,
    usualPlaces: usualPlaces(process.platform, config.toolEnvironment),
    cacheDir: config.home,
    environment: config.toolEnvironment,
    ...(config.ffmpegPath && { ffmpegPath: config.ffmpegPath }),
    ...(config.ffprobePath && { ffprobePath: config.ffprobePath }),
  })
