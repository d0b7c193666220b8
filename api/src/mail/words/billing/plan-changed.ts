import { isLargerPlan, PLANS } from '../../../../contract/index.ts'
import { safe, sanitized } from '../../safe-text.rules.ts'
import { PAGES, type Write } from '../../words.ts'

export const planChanged: Write<'plan_changed'> = ({ from, to }, { publicUrl }) => {
  const { title, uploadsPerMonth } = PLANS[to]
  const uploads =
    uploadsPerMonth === null
      ? safe`as many uploads as you like`
      : safe`${uploadsPerMonth} uploads a month`
  return {
    subject: safe`You are on the ${sanitized(title, 40)} plan now`,
    heading: safe`Welcome to ${sanitized(title, 40)}`,
    what: [
      safe`Your plan was ${sanitized(PLANS[from].title, 40)} and is ${sanitized(title, 40)} now. It
      includes ${uploads}.`,
    ],
    button: { words: safe`See your plan`, url: `${publicUrl}${PAGES.billing}` },
    who: isLargerPlan(to, from)
      ? [safe`There is nothing to do: all of it works from now on.`]
      : [
          safe`Connections beyond the plan stay connected but rest. You can change back at any
        time.`,
        ],
  }
}
