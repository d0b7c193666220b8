import { PLATFORM_NAMES, type Platform } from '@content/api/contract'
import { isLoopback } from '../../config-file.ts'
import type { Core } from '../../core.ts'
import { Setback } from '../../lib/step-error.ts'
import type { Hosts } from '../../platforms/hosts.ts'
import { clientOf, hostsOf } from '../../platforms/index.ts'
import type { Verbs } from '../../platforms/platform.ts'

/** Where one connection's platform is spoken to, and how. */
export interface Place {
  hosts: Hosts
  verbs: Verbs<object>
}

interface Target {
  connection_id: string
  platform: Platform
}

/**
 * Where this connection's access belongs, as its grant says: a server of stand-ins makes an agent
 * of stand-ins, whoever started it. Only this machine's own settings come before that.
 */
export async function placeOf(
  { config, grants }: Pick<Core, 'config' | 'grants'>,
  { connection_id: id, platform }: Target,
): Promise<Place> {
  const here = config.sandboxOrigins[platform]
  const told = here ?? (await grants.grant({ id, platform })).sandboxOrigin ?? undefined
  if (told !== undefined && !isLoopback(told)) throw strangePlace(platform)
  const hosts = hostsOf(platform, told)
  return { hosts, verbs: clientOf(platform).verbs(hosts) }
}

const strangePlace = (platform: Platform) =>
  new Setback({
    code: 'strange_host',
    reason:
      `Our server names a stand-in for ${PLATFORM_NAMES[platform]} that is not on this machine. ` +
      'Nothing is sent there.',
    whoCanFix: 'us',
    retry: 'never',
  })
