import type { Billing, ChoosePlan, InvoicePage, PaymentPage } from '@content/api/contract'
import { PLANS } from '@content/api/contract'
import { useSearchParams } from '@solidjs/router'
import { createResource, createSignal, onCleanup, onMount } from 'solid-js'
import { api } from '../../../api.ts'
import { problemOf } from '../../../problem.ts'
import { useMe, useSession } from '../../../session.tsx'
import { makeAction } from '../../../ui/form/action.ts'
import { day } from '../../../words/format.ts'
import { forgetBefore, lookUntil, paidFor, rememberBefore } from './follow.ts'
import { billingWords } from './words.ts'

const NO_INVOICES: InvoicePage = { items: [], nextCursor: null }

async function load() {
  const [billing, quota] = await Promise.all([
    api.billing.show.query(),
    api.enrichment.quota.query(),
  ])
  return { billing, quota }
}

/** What the workspace pays for, and everything that changes it. */
export function makeBilling() {
  const me = useMe()
  const session = useSession()
  const isOwner = () => me().user?.role === 'owner'
  const [data, { refetch }] = createResource(load)
  const invoices = makeInvoices(isOwner)
  const [message, setMessage] = createSignal<string | null>(null)
  const shown = () => (data.error ? undefined : data.latest)

  const reload = async () => {
    await Promise.all([refetch(), session.reload(), invoices.reload()])
  }
  const leaving = makeAction(async (page: () => Promise<PaymentPage>) => {
    const { url } = await page()
    const before = shown()
    if (before) rememberBefore(before.billing)
    window.location.assign(url)
  })
  const changed = async (work: Promise<Billing>, words: (now: Billing) => string) => {
    const now = await work
    await reload()
    setMessage(words(now))
  }
  const payment = followPayment({ say: setMessage, reload })
  return {
    ...{ isOwner, message, reload, leaving, invoices, payment },
    /** On the way to Stripe, or just back from it: nothing else is bought meanwhile. */
    isPaying: () => leaving.isBusy() || payment.state() === 'waiting',
    shown,
    loadProblem: () => (data.error ? problemOf(data.error) : null),
    begin: (to: ChoosePlan) => leaving.run(() => api.billing.checkout.mutate(to)),
    buyPacks: (packs: number) => leaving.run(() => api.billing.buyPack.mutate({ packs })),
    openPortal: () => leaving.run(() => api.billing.portal.mutate()),
    change: (to: ChoosePlan) =>
      changed(api.billing.changePlan.mutate(to), now =>
        now.nextPlan !== null && now.periodEndsAt
          ? billingWords().begins(PLANS[now.nextPlan].title, day(now.periodEndsAt))
          : billingWords().youAreOn(PLANS[now.plan].title),
      ),
    cancel: () =>
      changed(api.billing.cancel.mutate(), now => {
        const until = now.cancelsAt && day(now.cancelsAt)
        return billingWords().cancelled(PLANS[now.plan].title, until)
      }),
    resume: () =>
      changed(api.billing.resume.mutate(), now => billingWords().goesOn(PLANS[now.plan].title)),
  }
}

export type BillingState = ReturnType<typeof makeBilling>

function makeInvoices(isOwner: () => boolean) {
  const [data, { refetch, mutate }] = createResource(isOwner, may =>
    may ? api.billing.invoices.query({}) : Promise.resolve(NO_INVOICES),
  )
  const more = makeAction(async () => {
    const cursor = data.latest?.nextCursor
    if (!cursor) return
    const next = await api.billing.invoices.query({ cursor })
    mutate(seen => ({ ...next, items: [...(seen?.items ?? []), ...next.items] }))
  })
  return { data, more, reload: async () => void (await refetch()) }
}

interface Follow {
  say: (words: string) => void
  reload: () => Promise<void>
}

/** After the way back from Stripe: waits until the payment has reached us, without a reload. */
function followPayment({ say, reload }: Follow) {
  const [search, setSearch] = useSearchParams()
  const [state, setState] = createSignal<'none' | 'waiting' | 'late'>('none')
  const ending = new AbortController()
  onCleanup(() => ending.abort())

  async function follow() {
    setState('waiting')
    const hasCome = await lookUntil(async () => {
      const billing = await api.billing.show.query().catch(() => null)
      const what = billing && paidFor(billing)
      if (!what) return false
      await reload()
      say(thanks(what, billing))
      return true
    }, ending.signal)
    if (ending.signal.aborted) return
    setState(hasCome ? 'none' : 'late')
    if (!hasCome) return
    forgetBefore()
    setSearch({ paid: null }, { replace: true })
  }
  onMount(() => {
    if (search.paid) void follow()
  })
  return { state, follow: () => void follow() }
}

function thanks(what: 'plan' | 'packs', { plan, status, trialEndsAt, pack }: Billing): string {
  if (what === 'packs') return billingWords().thanksPacks(pack.bought)
  const { title } = PLANS[plan]
  if (status !== 'trialing' || !trialEndsAt) return billingWords().thanks(title)
  return billingWords().freeUntil(title, day(trialEndsAt))
}
