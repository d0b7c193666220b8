import type { Invoice } from '@content/api/contract'
import { For, Show, Suspense } from 'solid-js'
import { Older } from '../../../../ui/Older.tsx'
import { Section } from '../../../../ui/Section.tsx'
import { Loaded } from '../../../../ui/state/Loaded.tsx'
import { Refused } from '../../../../ui/state/Refused.tsx'
import { day, money } from '../../../../words/format.ts'
import type { BillingState } from '../page.state.ts'
import { billingWords } from '../words.ts'

const words = () => billingWords().invoices

/** What was charged so far, with Stripe's own papers. */
export function Invoices(props: { state: BillingState['invoices'] }) {
  return (
    <Section title={words().title}>
      <Suspense fallback={<p class="quiet text-sm">{words().asking}</p>}>
        <Loaded of={props.state.data}>
          {page => (
            <>
              <ul class="divide-y divide-line">
                <For each={page().items} fallback={<li class="quiet text-sm">{words().none}</li>}>
                  {invoice => <Row invoice={invoice} />}
                </For>
              </ul>
              <Older
                when={page().nextCursor !== null}
                more={props.state.more}
                words={words().older}
              />
            </>
          )}
        </Loaded>
      </Suspense>
      <Show when={props.state.more.problem()}>{problem => <Refused problem={problem()} />}</Show>
    </Section>
  )
}

// Safe: what is not among them is shown as Stripe calls it.
const stateWords = (state: string) => (words().states as Record<string, string>)[state] ?? state

function Row(props: { invoice: Invoice }) {
  const it = () => props.invoice
  const about = () => it().number ?? day(it().createdAt)
  return (
    <li class="flex flex-wrap items-baseline gap-x-4 gap-y-1 py-3 text-sm first:pt-0 last:pb-0">
      <span class="font-medium">{about()}</span>
      <time class="quiet" datetime={it().createdAt}>
        {day(it().createdAt)}
      </time>
      <span
        class={it().status === 'open' ? 'font-semibold text-red-700 dark:text-red-300' : 'quiet'}
      >
        {stateWords(it().status)}
      </span>
      <span class="ml-auto font-semibold tabular-nums">
        {money(it().amountCents, it().currency)}
      </span>
      <span class="flex gap-3">
        <Show when={it().url}>
          {url => (
            <a class="underline" href={url()} target="_blank" rel="noreferrer">
              {it().status === 'open' ? words().pay : words().open}
              <span class="sr-only"> {words().invoice(about())}</span> ↗
            </a>
          )}
        </Show>
        <Show when={it().pdfUrl}>
          {url => (
            <a class="underline" href={url()} target="_blank" rel="noreferrer">
              PDF<span class="sr-only"> {words().ofInvoice(about())}</span>
            </a>
          )}
        </Show>
      </span>
    </li>
  )
}
