import { Show } from 'solid-js'
import { Section } from '../../../../ui/Section.tsx'
import { Loaded } from '../../../../ui/state/Loaded.tsx'
import type { Rights } from '../../rights.ts'
import { brandWords } from '../words.ts'
import { BrandForm } from './BrandForm.tsx'
import { makeBrand } from './brand.state.ts'

/** The workspace's own name, colour and picture in place of ours. */
export function Brand(props: { rights: Rights }) {
  const state = makeBrand()
  return (
    <Section title={brandWords().title} about={brandWords().about}>
      <Show
        when={props.rights.hasLook()}
        fallback={<p class="quiet text-sm">{brandWords().plan}</p>}
      >
        <Loaded of={state.data}>{look => <BrandForm look={look()} state={state} />}</Loaded>
      </Show>
    </Section>
  )
}
