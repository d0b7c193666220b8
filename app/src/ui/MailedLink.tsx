import { createEffect, createSignal, Match, Switch, untrack } from 'solid-js'
import { useSession } from '../session.tsx'
import { makeAction } from './action.ts'
import { Door } from './Door.tsx'
import { Refused } from './Refused.tsx'
import { useSecret } from './secret.ts'

interface Props {
  title: string
  /** What opening the link does. */
  spend: (secret: string) => Promise<{ email: string }>
  done: (email: string) => string
}

/** A mailed link that does one thing as soon as it is opened. */
export function MailedLink(props: Props) {
  const session = useSession()
  const secret = useSecret()
  const [email, setEmail] = createSignal<string | null>(null)
  const spending = makeAction(async (it: string) => {
    setEmail((await props.spend(it)).email)
    await session.reload()
  })
  createEffect(() => {
    const it = secret()
    if (it) void untrack(() => spending.run(it))
  })
  return (
    <Door title={props.title}>
      <div aria-live="polite" class="space-y-4 text-sm">
        <Switch fallback={<p class="quiet">One moment…</p>}>
          <Match when={!secret()}>
            <p>Please open this page with the link in our mail. It works once.</p>
          </Match>
          <Match when={spending.problem()}>{problem => <Refused problem={problem()} />}</Match>
          <Match when={email()}>{it => <p class="confirmed">{props.done(it())}</p>}</Match>
        </Switch>
      </div>
      <a class="button w-full" href="/">
        Go to your videos
      </a>
    </Door>
  )
}
