import { Match, Show, Switch } from 'solid-js'
import { api } from '../../api.ts'
import { useMe } from '../../session.tsx'
import { makeAction } from '../form/action.ts'
import { formWords } from '../form/words.ts'
import { Refused } from '../state/Refused.tsx'

/** Until an address is proven, says so on every page. */
export function VerifyBanner() {
  const me = useMe()
  const words = () => formWords().verify
  const resend = makeAction(() => api.account.email.resend.mutate())
  return (
    <Show when={me().user?.isVerified === false}>
      <section
        aria-label={words().label}
        class="rounded-xl bg-amber-50 px-4 py-3 text-sm text-amber-950 dark:bg-amber-950 dark:text-amber-100"
      >
        <div class="flex flex-wrap items-center gap-x-4 gap-y-2 sm:flex-nowrap">
          <p class="min-w-0">
            {words().open} <b class="break-words">{me().user?.email}</b>.
            <Show when={me().mailFolder}>
              {folder => (
                <>
                  {' '}
                  {words().noMail} <code class="break-words">{folder()}</code>.
                </>
              )}
            </Show>
          </p>
          <button
            type="button"
            class="button-quiet ms-auto shrink-0"
            disabled={resend.isBusy() || resend.isDone()}
            onClick={() => void resend.run()}
          >
            {words().again}
          </button>
        </div>
        <output aria-live="polite">
          <Switch>
            <Match when={resend.isDone()}>{words().sent}</Match>
            <Match when={resend.problem()}>{problem => <Refused problem={problem()} />}</Match>
          </Switch>
        </output>
      </section>
    </Show>
  )
}
