import { For } from 'solid-js'
import { Section } from '../../../../ui/Section.tsx'
import { chooseLocale, LOCALE_NAMES, LOCALES, locale } from '../../../../words/locale.ts'
import { profileWords } from '../words.ts'

/** The language of the pages, kept in this browser; each is called by its own name. */
export function Language() {
  const words = () => profileWords().language
  return (
    <Section title={words().title} about={words().about}>
      <fieldset class="flex flex-wrap gap-x-6 gap-y-2 text-sm">
        <legend class="sr-only">{words().title}</legend>
        <For each={LOCALES}>
          {it => (
            <label class="flex cursor-pointer items-center gap-2" lang={it}>
              <input
                type="radio"
                class="size-4 accent-brand"
                name="locale"
                checked={locale() === it}
                onChange={() => chooseLocale(it)}
              />
              {LOCALE_NAMES[it]}
            </label>
          )}
        </For>
      </fieldset>
    </Section>
  )
}
