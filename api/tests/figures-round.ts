import { forEachPlatform } from '../contract/index.ts'
import { collectFigures } from '../src/analytics/collect-figures.ts'
import type { PlatformAccess } from '../src/outside/platforms/platform-access.ts'
import type { TestApi } from './harness.ts'

interface Round {
  /** Whose channels are granted; everybody's when left out. */
  accessTokenFor?: Parameters<typeof collectFigures>[0]['accessTokenFor']
  signal?: AbortSignal
}

/** One round of the job, at platforms that all answer so. */
export function figuresRound(
  { deps }: Pick<TestApi, 'deps'>,
  figures: PlatformAccess['figures'],
  { accessTokenFor = async () => 'a token', signal = new AbortController().signal }: Round = {},
): Promise<void> {
  // Safe: the round asks a platform for nothing but figures.
  const access = { figures } as PlatformAccess
  const platforms = { ...deps.platforms, ours: forEachPlatform(() => access) }
  return collectFigures({ ...deps, platforms, accessTokenFor }, signal)
}
