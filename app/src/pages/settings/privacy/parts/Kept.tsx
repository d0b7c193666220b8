import { For } from 'solid-js'
import { Section } from '../../../../ui/Section.tsx'
import { privacyWords } from '../words.ts'

/** What we keep and what we do not, in plain words. */
export function Kept() {
  const words = () => privacyWords().kept
  return (
    <Section title={words().title} about={words().about}>
      <ul class="list-disc space-y-2 ps-5 text-sm">
        <For each={words().lines}>{line => <li>{line}</li>}</For>
      </ul>
    </Section>
  )
}
