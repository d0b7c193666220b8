import { say, spelled, told } from '../said.rules.ts'
import { PAGES, type Write } from '../words.ts'

export const webhookOff: Write<'webhook_off'> = ({ host, reason }, { publicUrl }) => ({
  subject: say`A webhook was switched off`,
  heading: say`A webhook was switched off`,
  what: [say`We send nothing to ${spelled(host)} any more. ${told(reason, 300)}`],
  button: { words: say`Look at the webhook`, url: `${publicUrl}${PAGES.webhooks}` },
  who: [
    say`You can mend this: let the address answer with 2xx again, then switch the webhook on.`,
    say`What was not delivered can be sent again from its list.`,
  ],
})
