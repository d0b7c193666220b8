import type { Permit } from '../../src/lib/permit.ts'

/** For tests of the writer itself, to which nobody's budget matters. Safe: nothing is in one. */
export const PAID = {} as Permit
