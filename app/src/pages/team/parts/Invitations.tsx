import { INVITATION_DAYS, InvitedRole } from '@content/api/contract'
import { createResource, For, Show } from 'solid-js'
import { api } from '../../../api.ts'
import { makeAction } from '../../../ui/action.ts'
import { Field } from '../../../ui/Field.tsx'
import { onSubmit } from '../../../ui/form.ts'
import { Loaded } from '../../../ui/Loaded.tsx'
import { Outcome } from '../../../ui/Outcome.tsx'
import { Refused } from '../../../ui/Refused.tsx'
import { Section } from '../../../ui/Section.tsx'
import { instant } from '../../../words/format.ts'
import { ROLE_WORDS } from '../../../words/role.ts'

/** Asks others in, and shows who has not answered yet. */
export function Invitations() {
  const [open, { refetch }] = createResource(() => api.workspace.invitation.list.query())
  const send = makeAction(api.workspace.invitation.send.mutate)
  const submit = onSubmit(async text => {
    const invite = { email: text('email'), role: InvitedRole.parse(text('role')) }
    const done = await send.run(invite)
    if (done) await refetch()
    return done
  })
  const change = makeAction(async (work: () => Promise<unknown>) => {
    await work()
    await refetch()
  })
  return (
    <Section
      title="Invite"
      about={`They get a mail with a link that is good for ${INVITATION_DAYS} days.`}
    >
      <form class="grid items-end gap-4 sm:grid-cols-[1fr_auto_auto]" onSubmit={submit}>
        <Field label="E-mail" name="email" type="email" autocomplete="off" required />
        <label class="block text-sm font-medium">
          May
          <select name="role" class="field mt-1">
            <For each={InvitedRole.options}>
              {role => (
                <option value={role} selected={role === 'editor'}>
                  {role}: {ROLE_WORDS[role]}
                </option>
              )}
            </For>
          </select>
        </label>
        <button type="submit" class="button mb-0.5" disabled={send.isBusy()}>
          Invite
        </button>
      </form>
      <Outcome action={send} done="The invitation is on its way." />
      <Show when={change.problem()}>{problem => <Refused problem={problem()} />}</Show>
      <Loaded of={open}>
        {rows => (
          <ul class="divide-y divide-stone-200 dark:divide-stone-800">
            <For each={rows()}>
              {row => (
                <li class="flex flex-wrap items-center gap-x-4 gap-y-2 py-3 text-sm">
                  <div class="min-w-0">
                    <p class="truncate font-medium">{row.email}</p>
                    <p class="quiet">
                      {row.role} ·{' '}
                      {row.isExpired ? 'the link is over' : `until ${instant(row.expiresAt)}`}
                    </p>
                  </div>
                  <div class="ml-auto flex gap-2">
                    <button
                      type="button"
                      class="button-quiet"
                      disabled={change.isBusy()}
                      onClick={() =>
                        void change.run(() =>
                          api.workspace.invitation.resend.mutate({ invitationId: row.id }),
                        )
                      }
                    >
                      Send again<span class="sr-only"> to {row.email}</span>
                    </button>
                    <button
                      type="button"
                      class="button-quiet"
                      disabled={change.isBusy()}
                      onClick={() =>
                        void change.run(() =>
                          api.workspace.invitation.withdraw.mutate({ invitationId: row.id }),
                        )
                      }
                    >
                      Take back<span class="sr-only"> the invitation of {row.email}</span>
                    </button>
                  </div>
                </li>
              )}
            </For>
          </ul>
        )}
      </Loaded>
    </Section>
  )
}
