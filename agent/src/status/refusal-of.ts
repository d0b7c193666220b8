import { DAMAGED, DamagedJournal, isDamage } from '../journal/damage.ts'
import { EXIT, type ExitCode, Refusal } from '../lib/refusal.ts'
import { Setback } from '../lib/step-error.ts'
import { fullSetback } from '../publish/brakes/standstill.ts'
import { remedyFor } from '../publish/remedy.ts'

/** What any failure means for the exit code and for the person. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  if (isDamage(error)) return new Refusal(EXIT.failed, damageLine(error))
  const full = fullSetback(error)
  if (full) return refusalOf(full)
  if (error instanceof Setback) return new Refusal(exitOf(error.why), error.message)
  const said = error instanceof Error ? error.message.split('\n')[0] : String(error)
  return new Refusal(EXIT.failed, `Something went wrong: ${said}`)
}

const damageLine = (error: unknown): string =>
  error instanceof DamagedJournal ? error.message : DAMAGED

/** Who can go on with it decides the exit code; only a plan has a code of its own. */
function exitOf({ code, whoCanFix }: Pick<Setback['why'], 'code' | 'whoCanFix'>): ExitCode {
  if (remedyFor(null, code) === 'upgradePlan') return EXIT.planLimit
  if (whoCanFix === 'wait') return EXIT.waiting
  return whoCanFix === 'you' ? EXIT.needsYou : EXIT.failed
}
