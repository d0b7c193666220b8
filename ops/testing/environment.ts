import { join } from 'node:path'
import { definitionOf, PLATFORMS } from '../../api/contract/index.ts'
import { SHARED_FOLDER } from './made-once.ts'

type Environment = Record<string, string | undefined>

/** A developer's own keys and servers must not decide what a test does. */
const APPS = PLATFORMS.flatMap(it => [definitionOf(it).app.id, definitionOf(it).app.secret])
const SERVERS = 'DATABASE_URL|REDIS_URL|SMTP_URL|NODE_ENV|LONG|EMBEDDED|(OPENAI|STRIPE)_.+'
const NOT_PASSED_ON = new RegExp(`^(${SERVERS}|${APPS.join('|')})$`)

/** What tests see of ours: a folder for what they write, and whether they may take their time. */
export function environment(
  ours: Environment,
  { folder, isLong }: { folder: string; isLong: boolean },
): Environment {
  const kept = Object.entries(ours).filter(([name]) => !NOT_PASSED_ON.test(name))
  const own = { TMPDIR: folder, TEMP: folder, TMP: folder, ...(isLong && { LONG: 'yes' }) }
  const shared = { [SHARED_FOLDER]: join(folder, 'shared') }
  return { ...Object.fromEntries(kept), ...own, ...shared }
}
