import type { Core } from '../core.ts'
import { ownUpdates } from '../update/own.ts'
import { ownRelease } from '../update/release.ts'
import { offered } from '../update/take-update.ts'
import { type Finding, fine, wrong } from './finding.ts'

/** Which version runs, and whether a newer one is out. */
export async function versionFinding({ config, now }: Core): Promise<Finding> {
  const what = 'Version'
  const own = ownUpdates(config, now())
  if (own.kind === 'elsewhere') return fine(what, versionSays(own.says))
  const { running } = own.source
  if (!config.updates.isChecked) return fine(what, `${running}; nobody asks for newer ones`)
  const { manifest, verdict } = await offered(own.source)
  if (verdict.kind === 'current') return fine(what, `${running}, the newest`)
  const { version } = manifest
  if (verdict.kind === 'newer') {
    return { ...fine(what, `${running}; ${version} is out`), toDo: 'Run: content update' }
  }
  const toDo = 'Ask for help where you got the agent: its list of versions cannot be used.'
  return wrong(what, verdict.reason, { toDo })
}

const versionSays = (says: string) => (ownRelease ? `${ownRelease.version}. ${says}` : says)
