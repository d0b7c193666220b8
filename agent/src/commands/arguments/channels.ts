import type { Core } from '../../core.ts'
import { EXIT, Refusal } from '../../lib/refusal.ts'
import { asked } from '../../outside/server.ts'
import { type Called, channelsMeant } from '../../watch/channels.ts'

/** A list of channels as it is typed, with commas between. */
export const channelList = (text: string): string[] =>
  text
    .split(',')
    .map(it => it.trim())
    .filter(Boolean)

/** Refuses names that mean no channel of the workspace, or several. */
export async function assertConnected({ server }: Core, names: readonly string[]): Promise<void> {
  const { connections } = await asked(server.connection.list.query())
  channelsOf(names, connections)
}

/** The channels of these that the names mean, or a refusal that says which there are. */
export function channelsOf<T extends Called>(names: readonly string[], all: readonly T[]): T[] {
  const meant = channelsMeant(names, all)
  if (meant.kind === 'unclear') throw new Refusal(EXIT.usage, meant.reason)
  return meant.channels
}
