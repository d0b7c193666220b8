import type { Config } from '../src/config.ts'
import { loadConfig } from '../src/config.ts'

/** A development configuration from literals; secrets are made up. */
export const testConfig = (env: Record<string, string> = {}): Config =>
  loadConfig(env, (_, name) =>
    name === 'vault-key' ? `${'A'.repeat(43)}=` : 'a secret that is only good for tests',
  )
