import { Match, Show, Switch } from 'solid-js'
import { api } from '../../api.ts'
import { useMe } from '../../session.tsx'
import { makeAction } from '../form/action.ts'
import { Refused } from '../state/Refused.tsx'

/** Until an address is proven, says so on every page. */
export function VerifyBanner() {
  const me = useMe()
  const resend = makeAction(() => api.account.email.resend.mutate())
  return (
    <Show when={me().user?.isVerified === false}>
      <section
        aria-label="Your e-mail address"
        class="rounded-xl bg-amber-50 p-4 text-sm text-amber-950 dark:bg-amber-950 dark:text-amber-100"
      >
        <div class="flex flex-wrap items-center gap-3">
          <p>
            Please open the link that we sent to <b>{me().user?.email}</b>. It proves that the
            address is yours.
            <Show when={me().mailFolder}>
              {folder => (
                <>
                  {' '}
                  This server sends no mail: it is the newest file in{' '}
                  <code class="break-all">{folder()}</code> on the computer that runs it.
                </>
              )}
            </Show>
          </p>
          <button
            type="button"
            class="button-quiet ml-auto"
            disabled={resend.isBusy() || resend.isDone()}
            onClick={() => void resend.run()}
          >
            Send it again
          </button>
        </div>
        <output aria-live="polite">
          <Switch>
            <Match when={resend.isDone()}>A new link is on its way.</Match>
            <Match when={resend.problem()}>{problem => <Refused problem={problem()} />}</Match>
          </Switch>
        </output>
      </section>
    </Show>
  )
}
