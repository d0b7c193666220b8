import {
  type DataSubject,
  DELETION_GRACE_DAYS,
  type PlannedDeletion,
  type PrivacyStatus,
} from '@content/api/contract'
import { type JSX, Show } from 'solid-js'
import { api } from '../../../../api.ts'
import { useMe, useSession } from '../../../../session.tsx'
import { makeAction } from '../../../../ui/form/action.ts'
import { onSubmit } from '../../../../ui/form/form.ts'
import { ProofFields, proofIn } from '../../../../ui/form/Proof.tsx'
import { Outcome } from '../../../../ui/state/Outcome.tsx'
import { Refused } from '../../../../ui/state/Refused.tsx'
import { instant } from '../../../../words/format.ts'

interface Props {
  status: PrivacyStatus
  changed: () => Promise<void>
}

/** The account, or the workspace, goes after a while in which it can be taken back. */
export function Deletion(props: Props) {
  const me = useMe()
  return (
    <div class="space-y-6">
      <Show when={me().user?.role === 'owner'}>
        <One
          {...props}
          subject="workspace"
          planned={props.status.workspace}
          name={`the workspace ${me().workspace.name}`}
        />
      </Show>
      <One {...props} subject="person" planned={props.status.person} name="your account">
        <Names
          title="Nobody else is in these workspaces; they go along:"
          names={props.status.goesAlong}
        />
        <Names
          title="These have others in them and no other owner; hand them over first:"
          names={props.status.handOver}
        />
      </One>
    </div>
  )
}

function Names(props: { title: string; names: { id: string; name: string }[] }) {
  return (
    <Show when={props.names.length > 0}>
      <p class="text-sm">
        {props.title} <b>{props.names.map(it => it.name).join(', ')}</b>
      </p>
    </Show>
  )
}

interface OneProps extends Props {
  subject: DataSubject
  planned: PlannedDeletion | null
  name: string
  children?: JSX.Element
}

function One(props: OneProps) {
  const takeBack = makeAction(async () => {
    await api.privacy.cancelDeletion.mutate({ subject: props.subject })
    await props.changed()
  })
  return (
    <Show when={props.planned} fallback={<Ask {...props} />}>
      {planned => (
        <div class="space-y-3 rounded-xl bg-red-50 p-4 text-sm dark:bg-red-950">
          <p>
            Since {instant(planned().askedAt)} {props.name} waits to be deleted. It is gone on{' '}
            <b>{instant(planned().dueAt)}</b>.
          </p>
          <Show when={takeBack.problem()}>{problem => <Refused problem={problem()} />}</Show>
          <button
            type="button"
            class="button"
            disabled={takeBack.isBusy()}
            onClick={() => void takeBack.run()}
          >
            Keep {props.name}
          </button>
        </div>
      )}
    </Show>
  )
}

function Ask(props: OneProps) {
  const session = useSession()
  const ask = makeAction(api.privacy.requestDeletion.mutate)
  const submit = onSubmit(async text => {
    const done = await ask.run({ subject: props.subject, ...proofIn(text) })
    // Whoever deletes themselves is signed out at once.
    if (done) await Promise.all([props.changed(), session.reload()])
    return done
  })
  return (
    <details>
      <summary class="cursor-pointer text-sm font-medium">Delete {props.name}</summary>
      <form class="mt-4 max-w-sm space-y-4" onSubmit={submit}>
        <p class="text-sm">
          For {DELETION_GRACE_DAYS} days you can take it back. Then channels are disconnected, plans
          are cancelled, and everything is deleted for good. Videos on your disk and on the
          platforms stay.
        </p>
        {props.children}
        <ProofFields />
        <Outcome action={ask} done="It will be deleted." />
        <button
          type="submit"
          class="inline-flex rounded-lg bg-red-700 px-4 py-2 text-sm font-semibold text-white hover:brightness-110 disabled:opacity-50"
          disabled={ask.isBusy()}
        >
          Delete {props.name}
        </button>
      </form>
    </details>
  )
}
