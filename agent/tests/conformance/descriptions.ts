import { PLATFORMS } from '@content/api/contract'
import type { Conformance } from '../../../ops/sandbox/kit/conformance.ts'

/** A platform without this file in its folder of the stand-ins fails here: it is in the suite. */
export const DESCRIPTIONS = await Promise.all(
  PLATFORMS.map(async platform => {
    const file = `../../../ops/sandbox/${platform}/conformance.ts`
    const { conformance } = (await import(file)) as { conformance: Conformance }
    return [platform, conformance] as const
  }),
)
