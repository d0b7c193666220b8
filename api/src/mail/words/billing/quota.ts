import { say } from '../../said.rules.ts'
import { PAGES, type Write } from '../../words.ts'

export const quota: Write<'quota'> = ({ used, limit, percent }, { publicUrl }) => {
  const isFull = percent === 100
  return {
    subject: isFull
      ? say`This month’s uploads are used up`
      : say`${percent} % of this month’s uploads used`,
    heading: isFull
      ? say`This month’s uploads are used up`
      : say`${used} of ${limit} uploads
      used`,
    what: isFull
      ? [say`All ${limit} uploads of this month are used. New videos wait until the month ends.`]
      : [say`${limit - used} are left until the month ends. Then the count starts again.`],
    button: { words: say`Get more uploads`, url: `${publicUrl}${PAGES.billing}` },
    who: [say`You can move to a larger plan or add a pack, or wait: nothing that waits is lost.`],
  }
}
