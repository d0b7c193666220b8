import type { Core } from '../core.ts'
import { EXIT, Refusal } from '../lib/refusal.ts'
import { isOlder } from '../update/manifest.ts'
import { type OwnUpdates, ownUpdates } from '../update/own.ts'
import { offered, takeUpdate } from '../update/take-update.ts'

/** What is known of newer versions. */
export type Update =
  /** Somebody else brings them. */
  | { kind: 'elsewhere'; by: Extract<OwnUpdates, { kind: 'elsewhere' }>['by'] }
  | { kind: 'current' }
  | { kind: 'out'; version: string }

/** As it is remembered; nobody is asked. */
export function knownUpdate({ config, now }: Core): Update {
  const own = ownUpdates(config, now())
  if (own.kind === 'elsewhere') return { kind: 'elsewhere', by: own.by }
  const { memory, running } = own.source
  const { highestSeen } = memory.read()
  const isOut = highestSeen !== null && isOlder(running, highestSeen)
  return isOut ? { kind: 'out', version: highestSeen } : { kind: 'current' }
}

/** Asks which version is out. Throws what says why nobody can tell. */
export async function askUpdate({ config, now }: Core): Promise<Update> {
  const own = ownUpdates(config, now())
  if (own.kind === 'elsewhere') return { kind: 'elsewhere', by: own.by }
  const { manifest, verdict } = await offered(own.source)
  if (verdict.kind === 'refused') throw new Refusal(EXIT.failed, verdict.reason)
  return verdict.kind === 'newer' ? { kind: 'out', version: manifest.version } : { kind: 'current' }
}

/** Puts the newest version in the place of this one; it runs from the next start on. */
export async function takeNewest({ config, now }: Core): Promise<void> {
  const own = ownUpdates(config, now())
  if (own.kind === 'elsewhere') throw new Refusal(EXIT.failed, own.says)
  const { manifest, verdict } = await offered(own.source)
  if (verdict.kind === 'refused') throw new Refusal(EXIT.failed, verdict.reason)
  if (verdict.kind === 'current') return
  const { download } = verdict
  await takeUpdate(own.place, own.source, { version: manifest.version, download })
}
