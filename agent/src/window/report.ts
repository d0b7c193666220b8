import { release } from 'node:os'
import own from '../../package.json' with { type: 'json' }
import type { Core } from '../core.ts'
import { allFindings } from '../doctor/findings.ts'
import { idOf, readStatus } from '../status/status.ts'
import type { Events, WindowEvent } from './events.ts'
import { settingsOf } from './settings.ts'

const MOST_FAULTS = 20
const MOST_EVENTS = 50
/** Settings that name a person's places, channels or server. */
const PRIVATE = new Set([
  ...['watchDir', 'processedDir', 'channels', 'backendUrl', 'watchFolders', 'pins'],
  'pinUpdateKey',
])

/**
 * What helps somebody to help: the system, the settings, what doctor finds and what went wrong.
 * Files are named by the start of their contents' hash, channels by their platform; no key, no
 * address and no word of a video is in it.
 */
export async function readReport(core: Core, events: Events): Promise<string> {
  const settings = Object.entries(settingsOf(core.config, {})).filter(
    ([name]) => !PRIVATE.has(name),
  )
  const findings = await allFindings(core)
  const faults = readStatus(core.journal, core.now()).flatMap(
    ({ id, state, code, publications }) => [
      ...(code ? [`${id ?? 'a file'}: ${state} (${code})`] : []),
      ...publications
        .filter(it => it.code)
        .map(it => `${id ?? 'a file'} at ${it.platform}: ${it.state} (${it.code})`),
    ],
  )
  return [
    `Content Creation agent ${own.version}, Bun ${Bun.version}`,
    `${process.platform} ${release()} ${process.arch}`,
    `Settings: ${JSON.stringify(Object.fromEntries(settings))}`,
    ...findings.map(({ what, isFine }) => `${isFine ? 'ok' : '!!'} ${what.split(' ')[0]}`),
    ...(faults.length > 0 ? ['Videos that stand still:', ...faults.slice(-MOST_FAULTS)] : []),
    'What happened last:',
    ...events.read(MOST_EVENTS).map(eventLine),
  ].join('\n')
}

// Its reason may name a file, a channel or an address; its code never does.
const eventLine = ({ at, sha256, platform, state, code }: WindowEvent) =>
  `${at} ${sha256 ? idOf(sha256) : 'a file'}${platform ? ` at ${platform}` : ''}: ${state}` +
  (code ? ` (${code})` : '')
