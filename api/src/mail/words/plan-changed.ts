import { isLargerPlan, PLANS } from '../../../contract/index.ts'
import { PAGES, type Write } from '../words.ts'

export const planChanged: Write<'plan_changed'> = ({ from, to }, { publicUrl }) => {
  const { title, uploadsPerMonth } = PLANS[to]
  const uploads =
    uploadsPerMonth === null ? 'as many uploads as you like' : `${uploadsPerMonth} uploads a month`
  return {
    subject: `You are on the ${title} plan now`,
    heading: `Welcome to ${title}`,
    what: [`Your plan was ${PLANS[from].title} and is ${title} now. It includes ${uploads}.`],
    press: { words: 'See your plan', url: `${publicUrl}${PAGES.billing}` },
    who: isLargerPlan(to, from)
      ? ['There is nothing to do: all of it works from now on.']
      : ['Connections beyond the plan stay connected but rest. You can change back at any time.'],
  }
}
