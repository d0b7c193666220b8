import { z } from 'zod'

/** What happens at Stripe while somebody looks at the dashboard. */
export function stripeAt(origin: string) {
  const call = async (path: string, body?: string | URLSearchParams): Promise<unknown> => {
    const headers = { authorization: 'Bearer sk_test_sandbox' }
    const sent = body === undefined ? { headers } : { headers, method: 'POST', body }
    const answer = await fetch(`${origin}${path}`, sent)
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`)
    return JSON.parse(text)
  }
  const Rows = z.object({ data: z.array(z.object({ id: z.string() })) })
  const first = async (path: string) => Rows.parse(await call(path)).data[0]?.id ?? ''
  const customer = (email: string) => first(`/v1/customers?email=${encodeURIComponent(email)}`)
  return {
    tells: (url: string) =>
      call('/_sandbox/endpoints', JSON.stringify({ url, secret: 'whsec_sandbox' })),
    /** Says nothing until `flow`. */
    hold: () => call('/_sandbox/deliveries/hold', ''),
    async flow() {
      await call('/_sandbox/deliveries/flow', '')
      await call('/_sandbox/deliveries/release', '{}')
    },
    async endTrial(email: string) {
      const id = await first(`/v1/subscriptions?customer=${await customer(email)}`)
      await call(`/v1/subscriptions/${id}`, new URLSearchParams({ trial_end: 'now' }))
      await call('/_sandbox/deliveries/settle', '')
    },
    async useCard(email: string, card: string) {
      const path = `/_sandbox/customers/${await customer(email)}/card`
      await call(path, JSON.stringify({ card }))
    },
  }
}
