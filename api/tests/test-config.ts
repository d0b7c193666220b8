import type { Config } from '../src/config.ts'
import { loadConfig } from '../src/config.ts'

/** A development configuration from literals; secrets are made up. */
export const testConfig = (env: Record<string, string> = {}): Config =>
  loadConfig(env, (_, name) =>
    name === 'vault-key' ? `${'A'.repeat(43)}=` : 'a secret that is only good for tests',
  )

export const KEY = `${'A'.repeat(43)}=`
/** All that production wants, and nothing else. */
export const PRODUCTION = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://studio.example/',
  AUTH_SECRET: 'x'.repeat(32),
  VAULT_KEYS: `${KEY}, ${KEY}`,
  TRUST_PROXY: '1',
  DATABASE_URL: 'postgres://user:hunter2@db/content?sslmode=verify-full',
  REDIS_URL: 'rediss://cache',
  OPENAI_API_KEY: 'sk-hunter2',
  SMTP_URL: 'smtps://mail',
  STRIPE_SECRET_KEY: 'sk_live_hunter2',
  STRIPE_WEBHOOK_SECRET: 'whsec_hunter2',
  PLATFORMS: 'youtube',
  YOUTUBE_CLIENT_ID: 'id',
  YOUTUBE_CLIENT_SECRET: 'hunter2',
}
