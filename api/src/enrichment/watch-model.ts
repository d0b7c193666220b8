import type { Context } from '../context.ts'
import { DAY_MS, HOUR_MS } from '../lib/time.ts'
import { endAlert, raiseAlert } from '../operator/alert.queries.ts'

/** Time enough to choose another model and to try it. */
const NOTICE_MS = 30 * DAY_MS

type Ctx = Pick<Context, 'db' | 'vault' | 'now' | 'log' | 'writer'>

/** Looks up the model that writes: says early that it ends, and at once that there is none. */
export async function watchModel(ctx: Ctx, signal: AbortSignal): Promise<void> {
  const chosen = await ctx.writer.chosenModel(signal)
  if (!chosen) return
  const { model, endsOn, trouble } = chosen
  const now = ctx.now()
  if (trouble) await raiseAlert(ctx, { kind: 'model_away', detail: trouble })
  // Who found it wanting while writing may be another process, and it may only have been slow.
  else await endAlert(ctx.db, 'model_away', new Date(now.getTime() - HOUR_MS))
  const isEnding = endsOn !== null && new Date(endsOn).getTime() - now.getTime() < NOTICE_MS
  if (!isEnding) return endAlert(ctx.db, 'model_ends', now)
  const detail =
    `The provider switches the model ${model} off on ${endsOn}; from then on texts would be ` +
    'drafted offline. Name another in OPENAI_MODEL, or none, and the best there is gets chosen.'
  await raiseAlert(ctx, { kind: 'model_ends', detail })
}
