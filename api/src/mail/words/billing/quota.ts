import { safe } from '../../safe-text.rules.ts'
import { PAGES, type Write } from '../../words.ts'

export const quota: Write<'quota'> = ({ used, limit, percent }, { publicUrl }) => {
  const isFull = percent === 100
  return {
    subject: isFull
      ? safe`This month’s uploads are used up`
      : safe`${percent} % of this month’s uploads used`,
    heading: isFull
      ? safe`This month’s uploads are used up`
      : safe`${used} of ${limit} uploads
      used`,
    what: isFull
      ? [safe`All ${limit} uploads of this month are used. New videos wait until the month ends.`]
      : [safe`${limit - used} are left until the month ends. Then the count starts again.`],
    button: { words: safe`Get more uploads`, url: `${publicUrl}${PAGES.billing}` },
    who: [safe`You can move to a larger plan or add a pack, or wait: nothing that waits is lost.`],
  }
}
