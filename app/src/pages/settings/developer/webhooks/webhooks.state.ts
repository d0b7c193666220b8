import type { Deliveries, Webhook, WebhookEvent } from '@content/api/contract'
import { createResource, onCleanup } from 'solid-js'
import { api } from '../../../../api.ts'
import { makeDone } from '../../../../ui/done.state.ts'
import { makeAction } from '../../../../ui/form/action.ts'
import { keptRows } from '../../../../ui/kept-rows.ts'
import { isUnderWay } from '../../../../words/delivery.ts'
import { developerWords } from '../words.ts'

const words = () => developerWords().hooks

/** The addresses that events are sent to. */
export function makeWebhooks() {
  const [data, { refetch }] = createResource(() => api.webhook.list.query(), { storage: keptRows })
  const { shown, setFresh, after } = makeDone(refetch)
  return {
    ...{ data, ...shown },
    async create(url: string, events: WebhookEvent[]) {
      const { webhook, secret } = await api.webhook.create.mutate({ url, events })
      setFresh({ title: words().secretOf(webhook.url), secret })
      await after(null)
    },
    async rotate({ id, url }: Webhook) {
      const { secret } = await api.webhook.rotateSecret.mutate({ webhookId: id })
      setFresh({ title: words().newSecretOf(url), secret })
      await after(null)
    },
    async save({ id, url }: Webhook, change: { events?: WebhookEvent[]; isOn?: boolean }) {
      await api.webhook.save.mutate({ webhookId: id, ...change })
      const turned = change.isOn ? words().onAgain : words().isOff
      await after((change.isOn === undefined ? words().saved : turned)(url))
    },
    async remove({ id, url }: Webhook) {
      await api.webhook.remove.mutate({ webhookId: id })
      await after(words().removed(url))
    },
  }
}

export type WebhooksState = ReturnType<typeof makeWebhooks>

const LOOK_MS = 1500
// An address has fifteen seconds to answer, and the message a few to be taken up.
const LOOKS = 14

/** What was sent to one address, and how that went. */
export function makeDeliveries(webhookId: string) {
  const [data, { refetch, mutate }] = createResource(
    () => api.webhook.deliveries.query({ webhookId }),
    { storage: keptRows },
  )
  let timer: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(timer))
  // A delivery goes out within seconds; its end is awaited here, so that nobody has to reload.
  const follow = async (left = LOOKS): Promise<void> => {
    const now = await refetch()
    if (now?.deliveries.some(isUnderWay) && left > 0)
      timer = setTimeout(() => void follow(left - 1), LOOK_MS)
  }
  const joined = (older: Deliveries) => (seen: Deliveries | undefined) => ({
    ...older,
    deliveries: [...(seen?.deliveries ?? []), ...older.deliveries],
  })
  return {
    data,
    follow: () => void follow(),
    more: makeAction(async () => {
      const cursor = data.latest?.nextCursor
      if (cursor) mutate(joined(await api.webhook.deliveries.query({ webhookId, cursor })))
    }),
    test: makeAction(async () => {
      await api.webhook.test.mutate({ webhookId })
      await follow()
    }),
    resend: makeAction(async (deliveryId: string) => {
      await api.webhook.resend.mutate({ webhookId, deliveryId })
      await follow()
    }),
  }
}

export type DeliveriesState = ReturnType<typeof makeDeliveries>
