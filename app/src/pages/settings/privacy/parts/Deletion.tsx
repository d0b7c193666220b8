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
import { privacyWords } from '../words.ts'

interface Props {
  status: PrivacyStatus
  changed: () => Promise<void>
}

/** The account, or the workspace, goes after a while in which it can be taken back. */
export function Deletion(props: Props) {
  const me = useMe()
  const words = () => privacyWords().deletion
  return (
    <div class="space-y-6">
      <Show when={me().user?.role === 'owner'}>
        <One
          {...props}
          subject="workspace"
          planned={props.status.workspace}
          words={words().workspace(me().workspace.name)}
          keep={words().keepWorkspace(me().workspace.name)}
        />
      </Show>
      <One
        {...props}
        subject="person"
        planned={props.status.person}
        words={words().person}
        keep={words().keepPerson}
      >
        <Names title={words().goesAlong} names={props.status.goesAlong} />
        <Names title={words().handOver} names={props.status.handOver} />
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
  /** What the buttons say that end it, and that take this back. */
  words: string
  keep: string
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
            {privacyWords().deletion.waits(instant(planned().askedAt))}{' '}
            <b>{instant(planned().dueAt)}</b>.
          </p>
          <Show when={takeBack.problem()}>{problem => <Refused problem={problem()} />}</Show>
          <button
            type="button"
            class="button"
            disabled={takeBack.isBusy()}
            onClick={() => void takeBack.run()}
          >
            {props.keep}
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
      <summary class="cursor-pointer text-sm font-medium">{props.words}</summary>
      <form class="mt-4 max-w-sm space-y-4" onSubmit={submit}>
        <p class="text-sm">{privacyWords().deletion.grace(DELETION_GRACE_DAYS)}</p>
        {props.children}
        <ProofFields />
        <Outcome action={ask} done={privacyWords().deletion.done} />
        <button
          type="submit"
          class="inline-flex rounded-lg bg-red-700 px-4 py-2 text-sm font-semibold text-white hover:brightness-110 disabled:opacity-50"
          disabled={ask.isBusy()}
        >
          {props.words}
        </button>
      </form>
    </details>
  )
}
