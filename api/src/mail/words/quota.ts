import { PAGES, type Write } from '../words.ts'

export const quota: Write<'quota'> = ({ used, limit, percent }, { publicUrl }) => {
  const isFull = percent === 100
  return {
    subject: isFull
      ? 'This month’s uploads are used up'
      : `${percent} % of this month’s uploads used`,
    heading: isFull ? 'This month’s uploads are used up' : `${used} of ${limit} uploads used`,
    what: isFull
      ? [`All ${limit} uploads of this month are used. New videos wait until the month ends.`]
      : [`${limit - used} are left until the month ends. Then the count starts again.`],
    press: { words: 'Get more uploads', url: `${publicUrl}${PAGES.billing}` },
    who: ['You can move to a larger plan or add a pack, or wait: nothing that waits is lost.'],
  }
}
