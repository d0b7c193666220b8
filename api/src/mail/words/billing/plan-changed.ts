import { isLargerPlan, PLANS } from '../../../../contract/index.ts'
import { say, told } from '../../said.rules.ts'
import { PAGES, type Write } from '../../words.ts'

export const planChanged: Write<'plan_changed'> = ({ from, to }, { publicUrl }) => {
  const { title, uploadsPerMonth } = PLANS[to]
  const uploads =
    uploadsPerMonth === null
      ? say`as many uploads as you like`
      : say`${uploadsPerMonth} uploads a month`
  return {
    subject: say`You are on the ${told(title, 40)} plan now`,
    heading: say`Welcome to ${told(title, 40)}`,
    what: [
      say`Your plan was ${told(PLANS[from].title, 40)} and is ${told(title, 40)} now. It
      includes ${uploads}.`,
    ],
    button: { words: say`See your plan`, url: `${publicUrl}${PAGES.billing}` },
    who: isLargerPlan(to, from)
      ? [say`There is nothing to do: all of it works from now on.`]
      : [
          say`Connections beyond the plan stay connected but rest. You can change back at any
        time.`,
        ],
  }
}
