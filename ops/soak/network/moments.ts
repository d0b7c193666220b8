import { STAND_INS } from '../../sandbox/index.ts'
import { type LineName, PLATFORM_NAMES } from './lines.ts'
import type { Trap } from './proxy-trap.ts'

/** A named step of publishing, as the line that it crosses sees it. */
export interface Moment extends Trap {
  name: string
  line: LineName
}

const at = (
  name: string,
  line: LineName,
  [moment, request, afterBytes]: [Trap['moment'], RegExp, number?],
): Moment => ({ name, line, moment, request, ...(afterBytes && { afterBytes }) })

const RESERVE = /^POST \/trpc\/[^ ]*publication\.reserve/
const TELL = /^POST \/trpc\/[^ ]*analytics\.track/

/** Written down, and not yet done; half done; done, and not yet known. */
export const MOMENTS: readonly Moment[] = [
  ...PLATFORM_NAMES.flatMap(platform =>
    STAND_INS[platform].soak.moments.map(([name, ...when]) =>
      at(`${platform}: ${name}`, platform, [...when]),
    ),
  ),
  at('server: reserve not asked', 'api', ['asked', RESERVE]),
  at('server: reserved, answer lost', 'api', ['answered', RESERVE]),
  at('server: not told', 'api', ['asked', TELL]),
  at('server: told, answer lost', 'api', ['answered', TELL]),
]
