import { type Billing, PACK, price } from '@content/api/contract'
import { createSignal, For } from 'solid-js'
import { onSubmit } from '../../../../ui/form/form.ts'
import { Section } from '../../../../ui/Section.tsx'
import type { BillingState } from '../page.state.ts'
import { billingWords } from '../words.ts'

const COUNTS = Array.from({ length: PACK.mostAtOnce }, (_, index) => index + 1)

/** More uploads for this month only, without another plan. */
export function Packs(props: { pack: Billing['pack']; state: BillingState }) {
  const words = () => billingWords().packs
  const [packs, setPacks] = createSignal(1)
  return (
    <Section
      title={words().title}
      about={words().about(props.pack.uploads, price(props.pack.cents))}
    >
      <form
        class="flex flex-wrap items-end gap-3"
        onSubmit={onSubmit(() => props.state.buyPacks(packs()).then(() => false))}
      >
        <label class="text-sm font-medium">
          {words().uploads}
          <select
            class="field mt-1"
            disabled={!props.state.isOwner()}
            onChange={event => setPacks(Number(event.currentTarget.value))}
          >
            <For each={COUNTS}>
              {count => <option value={count}>{count * props.pack.uploads}</option>}
            </For>
          </select>
        </label>
        <button
          type="submit"
          class="button-quiet"
          disabled={!props.state.isOwner() || props.state.isPaying()}
        >
          {words().buy(price(packs() * props.pack.cents))}
        </button>
      </form>
    </Section>
  )
}
