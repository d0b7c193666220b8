import { z } from 'zod'

const Status = z.object({
  kind: z.literal('status'),
  status: z.int().min(200).max(599),
  body: z.unknown().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  /** Body bytes the platform keeps before it answers so. Without it nothing is processed. */
  afterBytes: z.int().min(0).optional(),
})
const Common = z.union([
  Status,
  z.object({ kind: z.literal('token-dies') }),
  z.object({ kind: z.literal('drop-before') }),
  z.object({ kind: z.literal('drop-after') }),
  z.object({ kind: z.literal('delay'), ms: z.int().min(0) }),
  z.object({ kind: z.literal('cut-after-bytes'), bytes: z.int().min(0) }),
])
const Named = z.looseObject({ kind: z.string() })

const Rule = z.object({
  method: z.string().optional(),
  path: z.string().default(''),
  after: z.int().min(0).default(0),
  times: z.int().min(1).default(1),
})
const COMMON_KINDS = [
  ...['status', 'token-dies', 'drop-before', 'drop-after', 'delay', 'cut-after-bytes'],
]

export type CommonFault = z.infer<typeof Common>
/** A fault with a platform's own name; the route that understands it reads its other fields. */
export interface NamedFault {
  kind: string
  [field: string]: unknown
}
type Armed = z.infer<typeof Rule> & { fault: CommonFault | NamedFault }

export function isCommon(fault: CommonFault | NamedFault): fault is CommonFault {
  return COMMON_KINDS.includes(fault.kind)
}

/** `rule` occurs in the address; one that ends in `$` ends it. */
const isAt = (address: string, rule: string) =>
  rule.endsWith('$') ? address.endsWith(rule.slice(0, -1)) : address.includes(rule)

/** The faults that are switched on; each hits its next matching requests, then is gone. */
export class Faults {
  private armed: Armed[] = []

  /** Throws a ZodError for a fault nobody could carry out. */
  add(input: unknown): void {
    const { fault, ...rule } = z.looseObject({ fault: Named }).parse(input)
    const isKnown = COMMON_KINDS.includes(fault.kind)
    this.armed.push({ ...Rule.parse(rule), fault: isKnown ? Common.parse(fault) : fault })
  }

  clear(): void {
    this.armed = []
  }

  list(): readonly object[] {
    return this.armed
  }

  /** The fault for this request, if any: the first rule that matches uses up one of its times. */
  take(method: string, path: string): CommonFault | NamedFault | undefined {
    for (const rule of this.armed) {
      if (rule.method && rule.method.toUpperCase() !== method) continue
      if (!isAt(path, rule.path)) continue
      if (rule.after > 0) {
        rule.after -= 1
        continue
      }
      rule.times -= 1
      if (rule.times === 0) this.armed = this.armed.filter(other => other !== rule)
      return rule.fault
    }
    return undefined
  }
}
