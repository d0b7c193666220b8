import type { MailPreferences } from '@content/api/contract'
import { createResource, For } from 'solid-js'
import { api } from '../../../../api.ts'
import { makeAction } from '../../../../ui/form/action.ts'
import { Section } from '../../../../ui/Section.tsx'
import { Loaded } from '../../../../ui/state/Loaded.tsx'
import { Outcome } from '../../../../ui/state/Outcome.tsx'
import { securityWords } from '../../security/words.ts'

type Mail = MailPreferences['mails'][number]

/** Which mails somebody wants; those about the account and money always come. */
export function Mails() {
  const words = () => securityWords().mails
  const [shown, { mutate }] = createResource(() => api.mail.preferences.query())
  const save = makeAction(async (mails: Mail[]) => {
    const refused = mails.filter(mail => !mail.isWanted).map(mail => mail.kind)
    mutate(await api.mail.savePreferences.mutate({ refused }))
  })
  return (
    <Section title={words().title} about={words().about}>
      <Loaded of={shown}>
        {it => (
          <ul class="space-y-2">
            <For each={it().mails}>
              {mail => (
                <li>
                  <label class="flex items-start gap-3 text-sm">
                    <input
                      type="checkbox"
                      class="mt-0.5 size-4 shrink-0 accent-brand"
                      checked={mail.isWanted}
                      disabled={save.isBusy()}
                      onChange={event => {
                        const isWanted = event.currentTarget.checked
                        const change = (other: Mail) =>
                          other.kind === mail.kind ? { ...other, isWanted } : other
                        void save.run(it().mails.map(change))
                      }}
                    />
                    {words().kinds[mail.kind]}
                  </label>
                </li>
              )}
            </For>
          </ul>
        )}
      </Loaded>
      <Outcome action={save} done={words().done} />
    </Section>
  )
}
