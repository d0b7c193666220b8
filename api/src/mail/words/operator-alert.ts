import { say, told } from '../said.rules.ts'
import { PAGES, type Write } from '../words.ts'

export const operatorAlert: Write<'operator_alert'> = ({ detail }, { publicUrl, product }) => ({
  subject: say`${product} needs its operators`,
  heading: say`Something needs you`,
  what: [told(detail, 400)],
  button: { words: say`Look at the key figures`, url: `${publicUrl}${PAGES.operator}` },
  who: [say`Only those who run the service can mend this. You are told once, until it is over.`],
})
