import { Show } from 'solid-js'
import { Section } from '../../../../ui/Section.tsx'
import { Loaded } from '../../../../ui/state/Loaded.tsx'
import type { Rights } from '../../rights.ts'
import { BrandForm } from './BrandForm.tsx'
import { makeBrand } from './brand.state.ts'

/** The workspace's own name, colour and picture in place of ours. */
export function Brand(props: { rights: Rights }) {
  const state = makeBrand()
  return (
    <Section
      title="Your name and logo"
      about="Your name, colour and picture in place of ours, on these pages and in mails."
    >
      <Show
        when={props.rights.hasLook()}
        fallback={<p class="quiet text-sm">Your own name and logo come with Enterprise.</p>}
      >
        <Loaded of={state.data}>{look => <BrandForm look={look()} state={state} />}</Loaded>
      </Show>
    </Section>
  )
}
