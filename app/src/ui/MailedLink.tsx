import { Match, onMount, Switch } from 'solid-js'
import { useSession } from '../session.tsx'
import { makeAction } from './action.ts'
import { Door } from './Door.tsx'
import { Refused } from './Refused.tsx'
import { takeSecret } from './secret.ts'

interface Props {
  title: string
  /** What opening the link does. */
  spend: (secret: string) => Promise<{ email: string }>
  done: (email: string) => string
}

/** A mailed link that does one thing as soon as it is opened. */
export function MailedLink(props: Props) {
  const session = useSession()
  const secret = takeSecret()
  const spending = makeAction(async (it: string) => {
    const { email } = await props.spend(it)
    await session.reload()
    return email
  })
  let email = ''
  onMount(async () => {
    const done = secret && (await spending.run(secret))
    if (done) email = done.result
  })
  return (
    <Door title={props.title}>
      <div aria-live="polite" class="space-y-4 text-sm">
        <Switch fallback={<p class="quiet">One moment…</p>}>
          <Match when={!secret}>
            <p>Please open this page with the link in our mail. It works once.</p>
          </Match>
          <Match when={spending.problem()}>{problem => <Refused problem={problem()} />}</Match>
          <Match when={spending.isDone() && !spending.isBusy()}>
            <p class="confirmed">{props.done(email)}</p>
          </Match>
        </Switch>
      </div>
      <a class="button w-full" href="/">
        Go to your videos
      </a>
    </Door>
  )
}
