import type { Db } from '@content/db'
import type { Platform } from '../contract/index.ts'
import type { Config } from './config.ts'
import type { Jobs } from './outside/jobs.ts'
import type { LiveFeed } from './outside/live-feed.ts'
import type { Log } from './outside/log.ts'
import type { MetadataWriter } from './outside/openai.ts'
import type { PlatformAccess } from './outside/platforms/platform-access.ts'
import type { RateLimits } from './outside/rate-limits.ts'
import type { Vault } from './outside/vault.ts'

/** Everything a verb may touch, built once at start. */
export interface Deps {
  config: Config
  db: Db
  now: () => Date
  log: Log
  limits: RateLimits
  live: LiveFeed
  jobs: Jobs
  vault: Vault
  platforms: Record<Platform, PlatformAccess>
  writer: MetadataWriter
}
