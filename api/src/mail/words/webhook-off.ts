import { oneLine } from '../phrases.rules.ts'
import { PAGES, type Write } from '../words.ts'

export const webhookOff: Write<'webhook_off'> = ({ host, reason }, { publicUrl }) => ({
  subject: 'A webhook was switched off',
  heading: 'A webhook was switched off',
  what: [`We send nothing to ${oneLine(host, 200)} any more. ${oneLine(reason, 300)}`],
  press: { words: 'Look at the webhook', url: `${publicUrl}${PAGES.webhooks}` },
  who: [
    'You can mend this: let the address answer with 2xx again, then switch the webhook on.',
    'What was not delivered can be sent again from its list.',
  ],
})
