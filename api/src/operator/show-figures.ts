import { GROSS_MARGIN, HOW_FIGURED, type OperatorFigures } from '../../contract/index.ts'
import type { Context } from '../context.ts'
import { activeWorkspaces, outcomes, planFigures, type Span, spendOf } from './figures.queries.ts'
import { funnelOf } from './milestones.queries.ts'

/** The key figures of a month; what each means stands in `HOW_FIGURED`. */
export async function showFigures(
  { db }: Pick<Context, 'db'>,
  month: string,
): Promise<OperatorFigures> {
  const span = spanOf(month)
  const plans = await planFigures(db, span)
  const spendCents = await spendOf(db, span)
  const { published, failed } = await outcomes(db, span)
  const { visits, reached } = await funnelOf(db, span)
  const logoChurn = ratio(plans.lost, plans.payingBefore)
  const arpuCents = rounded(ratio(plans.mrrAfter, plans.payingAfter))
  const ltvCents =
    arpuCents === null ? null : rounded(ratio(arpuCents * GROSS_MARGIN, logoChurn ?? 0))
  const cacCents = spendCents === null ? null : rounded(ratio(spendCents, plans.newPaying))
  return {
    month,
    activeWorkspaces: await activeWorkspaces(db, span),
    signUps: plans.signUps,
    payingWorkspaces: plans.payingAfter,
    newPaying: plans.newPaying,
    conversion: ratio(plans.newPaying, plans.freeBefore + plans.signUps),
    logoChurn,
    revenueChurn: ratio(plans.lostCents, plans.mrrBefore),
    mrrCents: plans.mrrAfter,
    ...{ arpuCents, ltvCents, spendCents, cacCents },
    ltvToCac: ltvCents === null || cacCents === null ? null : ratio(ltvCents, cacCents),
    visits,
    channelsConnected: reached.channel_connected ?? 0,
    firstVideos: reached.first_video ?? 0,
    limitsReached: reached.limit_reached ?? 0,
    upgraded: reached.upgraded ?? 0,
    renewed: reached.renewed ?? 0,
    ...{ published, failed },
    uploadSuccess: ratio(published, published + failed),
    how: HOW_FIGURED,
  }
}

function spanOf(month: string): Span {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return { from: new Date(Date.UTC(year, number - 1)), to: new Date(Date.UTC(year, number)) }
}

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)
const rounded = (cents: number | null): number | null => (cents === null ? null : Math.round(cents))
