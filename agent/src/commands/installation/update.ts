import { makeHome } from '../../home.ts'
import { becomeOwner } from '../../journal/owner.ts'
import { EXIT, type ExitCode, type Output, Refusal } from '../../lib/refusal.ts'
import { ownService } from '../../service/service.ts'
import type { Download, Manifest } from '../../update/manifest.ts'
import { type OwnUpdates, ownUpdates } from '../../update/own.ts'
import { offered, takeUpdate } from '../../update/take-update.ts'
import { settings } from '../context.ts'

export interface UpdateOptions {
  check: boolean
}

/** `content update`: takes the newest version that our signed list names, or only says which. */
export async function update(out: Output, { check }: UpdateOptions): Promise<ExitCode> {
  const config = settings()
  const own = ownUpdates(config, Date.now())
  if (own.kind === 'elsewhere') throw new Refusal(EXIT.failed, own.says)
  const { running } = own.source
  const { manifest, verdict } = await offered(own.source)
  const { version } = manifest
  if (verdict.kind === 'refused') throw new Refusal(EXIT.failed, verdict.reason)
  if (verdict.kind === 'current') {
    out.say(`${running} is the newest version.`, 'good')
    out.json({ running, newest: version, isTaken: false })
    return EXIT.ok
  }
  if (check) {
    out.say(`Version ${version} is out; ${running} runs here. To take it: content update`, 'waits')
    out.json({ running, newest: version, isTaken: false })
    return EXIT.ok
  }
  out.say(`Loading version ${version} …`)
  await take(config.home, own, { manifest, download: verdict.download })
  out.say(`Version ${version} is here; ${running} is kept until it has worked.`, 'good')
  out.json({ running, newest: version, isTaken: true })
  return EXIT.ok
}

interface Taken {
  manifest: Manifest
  download: Download
}

/** Nobody works meanwhile: a new version may change the journal under an old one's hands. */
async function take(home: string, own: Extract<OwnUpdates, { kind: 'here' }>, taken: Taken) {
  const service = ownService(home)
  const wasRunning = await service.isRunning()
  if (wasRunning) await service.stop()
  try {
    makeHome(home)
    const owner = becomeOwner(home)
    if (!owner) {
      throw new Refusal(EXIT.failed, 'An agent is at work. Stop it first, then run this again.')
    }
    try {
      const { manifest, download } = taken
      const offer = { version: manifest.version, download }
      await takeUpdate(own.place, own.source, offer)
    } finally {
      owner.release()
    }
  } finally {
    if (wasRunning) await service.start()
  }
}
