import { oneLine } from '../phrases.rules.ts'
import { PAGES, type Write } from '../words.ts'

export const operatorAlert: Write<'operator_alert'> = ({ detail }, { publicUrl, product }) => ({
  subject: `${product} needs its operators`,
  heading: 'Something needs you',
  what: [oneLine(detail, 500)],
  press: { words: 'Look at the key figures', url: `${publicUrl}${PAGES.operator}` },
  who: ['Only those who run the service can mend this. You are told once, until it is over.'],
})
