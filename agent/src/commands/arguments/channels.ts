import type { Platform } from '@content/api/contract'
import type { Core } from '../../core.ts'
import type { PublicationRow } from '../../journal/rows.ts'
import { EXIT, Refusal } from '../../lib/refusal.ts'
import { callServer } from '../../outside/server.ts'
import { channelsMeant, type Meant, onceEach } from '../../watch/channels.ts'

/** A list of channels as it is typed, with commas between. */
export const channelList = (text: string): string[] =>
  text
    .split(',')
    .map(it => it.trim())
    .filter(Boolean)

/** Refuses names that mean no channel of the workspace, or several. */
export async function assertConnected({ server }: Core, names: readonly string[]): Promise<void> {
  const { connections } = await callServer(server.connection.list.query())
  clear(channelsMeant(names, connections))
}

export interface Place {
  platform?: Platform
  /** As `--channel` gives it. */
  channel?: string
}

type Row = Pick<PublicationRow, 'connection_id' | 'platform' | 'label'>

/** Those of a video's publications that go to the place which was named; all where none was. */
export function rowsAt<T extends Row>(rows: readonly T[], { platform, channel }: Place): T[] {
  const there = rows.filter(row => !platform || row.platform === platform)
  if (channel === undefined) return there
  const called = there.map(({ connection_id: id, platform, label }) => ({
    ...{ id, platform, label },
    handle: null,
  }))
  const [one] = clear(channelsMeant([channel], onceEach(called), GOES_TO))
  return there.filter(row => row.connection_id === one?.id)
}

const GOES_TO = { isNot: 'is no channel that this video goes to', are: 'It goes to' }

function clear<T>(meant: Meant<T>): T[] {
  if (meant.kind === 'unclear') throw new Refusal(EXIT.usage, meant.reason)
  return meant.channels
}
