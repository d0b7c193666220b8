import { safe, sanitized } from '../safe-text.rules.ts'
import { PAGES, type Write } from '../words.ts'

export const operatorAlert: Write<'operator_alert'> = ({ detail }, { publicUrl, product }) => ({
  subject: safe`${product} needs its operators`,
  heading: safe`Something needs you`,
  what: [sanitized(detail, 400)],
  button: { words: safe`Look at the key figures`, url: `${publicUrl}${PAGES.operator}` },
  who: [safe`Only those who run the service can mend this. You are told once, until it is over.`],
})
