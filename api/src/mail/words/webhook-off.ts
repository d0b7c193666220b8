import { safe, sanitized, spelled } from '../safe-text.rules.ts'
import { PAGES, type Write } from '../words.ts'

export const webhookOff: Write<'webhook_off'> = ({ host, reason }, { publicUrl }) => ({
  subject: safe`A webhook was switched off`,
  heading: safe`A webhook was switched off`,
  what: [safe`We send nothing to ${spelled(host)} any more. ${sanitized(reason, 300)}`],
  button: { words: safe`Look at the webhook`, url: `${publicUrl}${PAGES.webhooks}` },
  who: [
    safe`You can mend this: let the address answer with 2xx again, then switch the webhook on.`,
    safe`What was not delivered can be sent again from its list.`,
  ],
})
