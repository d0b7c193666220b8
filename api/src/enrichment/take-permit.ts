import { PLANS } from '../../contract/index.ts'
import type { SignedIn } from '../context.ts'
import type { Budget, Permit } from '../lib/permit.ts'
import { DAY_SECONDS } from '../lib/time.ts'
import { hasProvenOwner } from '../workspace/member/member.queries.ts'
import { asksForProof } from '../workspace/member/member.rules.ts'

/** A permit, or why there is none, as a sentence. */
export type Spending = { permit: Permit; reason?: never } | { permit: null; reason: string }

const MOST_A_DAY: Record<Budget, 'modelTextsPerDay'> = { modelTexts: 'modelTextsPerDay' }
const USED_UP: Record<Budget, string> = {
  modelTexts: 'The model has written as much for today as your plan includes.',
}
const UNPROVEN = 'The model writes for you once your e-mail address is confirmed.'

// Safe: nothing is in it; the type alone says that it was taken.
const PERMIT = {} as Permit

/**
 * Takes one from what the procedure declares that it spends from: the day of the workspace's plan,
 * and that of the person.
 */
export async function takePermit(ctx: SignedIn): Promise<Spending> {
  const { actor, budget, config, db, shared } = ctx
  if (!budget) throw new Error('A procedure spends that declares no budget.')
  if (config.openai.kind === 'offline') return { permit: PERMIT }
  if (asksForProof(config) && !(await hasProvenOwner(db, actor.workspaceId))) {
    return { permit: null, reason: UNPROVEN }
  }
  const points = PLANS[actor.plan][MOST_A_DAY[budget]]
  const limit = { points, windowSeconds: DAY_SECONDS, by: 'workspace' } as const
  // Of the person as well, who may belong to many workspaces.
  for (const key of [`w:${actor.workspaceId}`, `p:${actor.personId}`]) {
    const name = `budget-${budget}-${actor.plan}`
    if (!(await shared.limits.consume({ ...limit, name }, key)).isAllowed) {
      return { permit: null, reason: USED_UP[budget] }
    }
  }
  return { permit: PERMIT }
}
