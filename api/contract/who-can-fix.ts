import { z } from 'zod'

/** Who can mend a failure: its creator, we, or nobody but time. */
export const WhoCanFix = z.enum(['you', 'us', 'wait'])
export type WhoCanFix = z.infer<typeof WhoCanFix>
