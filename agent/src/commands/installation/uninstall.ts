import { existsSync, readdirSync, rmdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { endKey } from '../../account/end-key.ts'
import { becomeOwner } from '../../journal/owner.ts'
import { EXIT, type ExitCode, type Output, Refusal } from '../../lib/refusal.ts'
import { openKeychain } from '../../outside/keychain.ts'
import { openLoginStart } from '../../outside/login-start.ts'
import { ownService } from '../../service/service.ts'
import { settings } from '../context.ts'

export interface UninstallOptions {
  keepJournal: boolean
  yes: boolean
}

interface Entries {
  ours: string[]
  stays: string[]
}

/** `content uninstall`: removes what the agent keeps here. Videos are never touched. */
export async function uninstall(out: Output, options: UninstallOptions): Promise<ExitCode> {
  const config = settings()
  const keychain = openKeychain(config.home)
  const hasKey = (await keychain.read()) !== null
  const service = ownService(config.home)
  const kept = entriesIn(config.home, options)
  const ours = [...kept.ours, ...(service.isInstalled() ? [service.kind?.path ?? ''] : [])]
  const { stays } = kept
  if (!options.yes) return list(out, { ours, stays, hasKey })
  await service.remove()
  const owner = existsSync(config.home) ? becomeOwner(config.home) : { release: () => undefined }
  if (!owner) {
    throw new Refusal(EXIT.failed, 'An agent is at work. Stop it first, then run this again.')
  }
  await openLoginStart(config.toolEnvironment).set(false)
  const device = hasKey ? await endKey(config, keychain) : 'none'
  owner.release()
  // The lock's own file may have been made just now, and goes with the journal.
  const gone = [...new Set([...ours, ...entriesIn(config.home, options).ours])]
  for (const path of gone) rmSync(path, { recursive: true, force: true })
  if (existsSync(config.home) && readdirSync(config.home).length === 0) rmdirSync(config.home)
  for (const path of gone) out.say(`Removed ${path}`)
  for (const path of stays) out.say(`Left ${path}`)
  if (device !== 'none') out.say(SAYS[device])
  if (config.givenApiKey) out.say('CONTENT_CREATION_API_KEY is still set; remove it, too.')
  out.say('Your videos were left alone.')
  out.json({ removed: gone, left: stays, deviceKey: device, isDone: true })
  return EXIT.ok
}

const JOURNAL = /^(journal\b.*|owner\.lock)$/
const OWN = new RegExp(
  '^(config\\.json|key\\.sealed|window\\.json|pins\\.signed|update\\.json)(\\.new)?$|' +
    '^open-[\\w-]{43}\\.html$|^service\\.xml$|^renditions$|^window$|^ff(mpeg|probe)(\\.exe)?$',
)

/** What this agent put into its folder, and what else lies there and is not ours to remove. */
function entriesIn(home: string, { keepJournal }: UninstallOptions): Entries {
  const names = existsSync(home) ? readdirSync(home) : []
  const isOurs = (name: string) => OWN.test(name) || (JOURNAL.test(name) && !keepJournal)
  const { ours = [], strange = [] } = Object.groupBy(names, it => (isOurs(it) ? 'ours' : 'strange'))
  const paths = (list: string[]) => list.map(name => join(home, name))
  return { ours: paths(ours), stays: paths(strange) }
}

function list(out: Output, { ours, stays, hasKey }: Entries & { hasKey: boolean }): ExitCode {
  out.say(ours.length === 0 && !hasKey ? 'There is nothing to remove.' : 'This would be removed:')
  for (const path of ours) out.say(`  ${path}`)
  if (hasKey) out.say('  the key of this device, here and at our server')
  for (const path of stays) out.say(`This would be left: ${path}`)
  out.say('Your videos stay. To do it: content uninstall --yes')
  out.json({ wouldRemove: ours, left: stays, deviceKey: hasKey ? 'kept' : 'none', isDone: false })
  return EXIT.ok
}

const SAYS = {
  revoked: 'The key of this device is worth nothing any more.',
  forgotten:
    'The key was removed here; our server could not be told. ' +
    'Signing in once more under the name of this device ends it.',
} as const
