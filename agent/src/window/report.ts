import { release } from 'node:os'
import own from '../../package.json' with { type: 'json' }
import type { Core } from '../core.ts'
import { allFindings } from '../doctor/findings.ts'
import { readStatus } from '../status/status.ts'
import { settingsOf } from './settings.ts'

const MOST_FAULTS = 20

/**
 * What helps somebody to help: the system, the settings, what doctor finds and what went wrong.
 * Files are named by the start of their contents' hash, channels by their platform; no key, no
 * address and no word of a video is in it.
 */
export async function readReport(core: Core): Promise<string> {
  const { watchDir: _, processedDir: __, ...settings } = settingsOf(core.config)
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
    `Settings: ${JSON.stringify(settings)}`,
    ...findings.map(({ what, isFine }) => `${isFine ? 'ok' : '!!'} ${what.split(' ')[0]}`),
    ...(faults.length > 0 ? ['Videos that stand still:', ...faults.slice(-MOST_FAULTS)] : []),
  ].join('\n')
}
