import type { Core } from '../core.ts'
import { channelFindings } from './channels.ts'
import { diskFindings } from './disk.ts'
import { type Finding, look } from './finding.ts'
import { machineFindings } from './machine.ts'
import { serverFindings } from './server.ts'
import { versionFinding } from './version.ts'

/** Everything that has to be right, looked at once. */
export async function allFindings(core: Core): Promise<Finding[]> {
  const [disk, machine, version, { server, without }] = await Promise.all([
    diskFindings(core.config),
    machineFindings(core),
    look('Version', () => versionFinding(core)),
    serverFindings(core),
  ])
  return [...disk, ...machine, version, ...server, ...(await channelFindings(core, without))]
}
