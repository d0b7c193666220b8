import {
  type OwnProjectShown,
  PLATFORM_NAMES,
  traitsOf,
  type UseOwnProject,
} from '@content/api/contract'
import { Show } from 'solid-js'
import { makeAction } from '../../../ui/form/action.ts'
import { Field } from '../../../ui/form/Field.tsx'
import { onSubmit } from '../../../ui/form/form.ts'
import { Refused } from '../../../ui/state/Refused.tsx'
import { connectionsWords } from '../words.ts'

interface Props {
  shown: OwnProjectShown
  use: (input: UseOwnProject) => Promise<void>
}

/** For creators who have a developer account of their own: uploads a day that nobody shares. */
export function OwnProject(props: Props) {
  const words = () => connectionsWords().own
  const use = makeAction((input: UseOwnProject) => props.use(input))
  const platform = () => PLATFORM_NAMES[props.shown.platform]
  const project = () => traitsOf(props.shown.platform).ownProject?.name ?? ''
  return (
    <details class="card text-sm">
      <summary class="cursor-pointer font-medium">
        {props.shown.project ? words().through(platform(), project()) : words().offer(project())}
      </summary>
      <div class="mt-3 max-w-prose space-y-3">
        <p class="quiet">{words().about(platform(), project())}</p>
        <Show when={use.problem()}>{problem => <Refused problem={problem()} />}</Show>
        <Show
          when={props.shown.project}
          fallback={<Bring shown={props.shown} isBusy={use.isBusy()} use={use.run} />}
        >
          {project => (
            <>
              <p class="break-all">
                <code>{project().clientId}</code>
                <span class="quiet"> · {words().daily(project().dailyInserts)}</span>
              </p>
              <button
                type="button"
                class="button-quiet"
                disabled={use.isBusy()}
                onClick={() => void use.run({ project: null })}
              >
                {words().back}
              </button>
            </>
          )}
        </Show>
      </div>
    </details>
  )
}

interface BringProps {
  shown: OwnProjectShown
  isBusy: boolean
  use: (input: UseOwnProject) => Promise<unknown>
}

function Bring(props: BringProps) {
  const words = () => connectionsWords().own
  const submit = onSubmit(text =>
    props.use({ project: { clientId: text('id'), clientSecret: text('secret') } }),
  )
  return (
    <form class="space-y-3" onSubmit={submit}>
      <p class="quiet">
        {words().redirect} <code class="break-all">{props.shown.redirectUri}</code>
      </p>
      <Field label={words().clientId} name="id" required autocomplete="off" />
      <Field
        label={words().clientSecret}
        name="secret"
        type="password"
        required
        autocomplete="new-password"
      />
      <button type="submit" class="button" disabled={props.isBusy}>
        {words().use}
      </button>
    </form>
  )
}
