import {
  type DeviceLoginError,
  FAULTS,
  type FaultCode,
  type PlanName,
  type Problem,
} from '../../contract/index.ts'

export interface FaultNotes {
  /** For us: never leaves the process. */
  cause?: unknown
  log?: string
  /** For the caller. */
  fields?: Record<string, string>
  retryAfterSeconds?: number
  error?: DeviceLoginError
  allowedBy?: Exclude<PlanName, 'free'>
  upgradeUrl?: string
}

/** The caller cannot have what they asked for. `detail` is for people; `cause` and `log` for us. */
export class Fault extends Error {
  readonly code: FaultCode
  readonly detail: string | undefined
  readonly notes: FaultNotes

  constructor(code: FaultCode, detail?: string, notes: FaultNotes = {}) {
    super(notes.log ?? detail ?? FAULTS[code].title, { cause: notes.cause })
    this.name = 'Fault'
    this.code = code
    this.detail = detail
    this.notes = notes
  }
}

/** The one body every failure travels in (RFC 9457). */
export function toProblem(fault: Fault, requestId?: string): Problem {
  const { status, title } = FAULTS[fault.code]
  const { fields, retryAfterSeconds, error, allowedBy, upgradeUrl } = fault.notes
  return {
    type: `urn:problem:${fault.code}`,
    code: fault.code,
    title,
    status,
    ...(fault.detail !== undefined && { detail: fault.detail }),
    ...(requestId !== undefined && { requestId }),
    ...(fields && { fields }),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    ...(error && { error }),
    ...(allowedBy && { allowedBy }),
    ...(upgradeUrl !== undefined && { upgradeUrl }),
  }
}
