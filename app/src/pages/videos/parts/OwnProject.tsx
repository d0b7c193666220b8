import {
  type OwnProjectShown,
  PLATFORM_NAMES,
  type Problem,
  traitsOf,
  type UseOwnProject,
} from '@content/api/contract'
import { createSignal, Show } from 'solid-js'
import { Refused } from '../../../ui/state/Refused.tsx'

interface Props {
  shown: OwnProjectShown
  /** Null when it was taken. */
  use: (input: UseOwnProject) => Promise<Problem | null>
}

/** For creators who have a developer account of their own: uploads a day that nobody shares. */
export function OwnProject(props: Props) {
  const [problem, setProblem] = createSignal<Problem | null>(null)
  const [isBusy, setIsBusy] = createSignal(false)
  const platform = () => PLATFORM_NAMES[props.shown.platform]
  const project = () => traitsOf(props.shown.platform).ownProject?.name ?? 'project'
  const use = async (input: UseOwnProject) => {
    setIsBusy(true)
    setProblem(await props.use(input))
    setIsBusy(false)
  }
  return (
    <details class="card mt-3 text-sm">
      <summary class="cursor-pointer font-medium">
        {props.shown.project
          ? `${platform()} goes through your own ${project()}`
          : `For developers: upload through a ${project()} of your own`}
      </summary>
      <div class="mt-3 space-y-3">
        <p class="quiet">
          {platform()} counts uploads a day for each {project()}. Ours is shared; with your own you
          wait for nobody. Changing it means connecting your {platform()} channels again.
        </p>
        <Show when={problem()}>{it => <Refused problem={it()} />}</Show>
        <Show
          when={props.shown.project}
          fallback={<Bring shown={props.shown} isBusy={isBusy()} use={use} />}
        >
          {project => (
            <>
              <p class="break-all">
                <code>{project().clientId}</code>
                <span class="quiet"> · {project().dailyInserts} uploads a day</span>
              </p>
              <button
                type="button"
                class="button-quiet"
                disabled={isBusy()}
                onClick={() => void use({ project: null })}
              >
                Go back to the shared project
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
  use: (input: UseOwnProject) => Promise<void>
}

function Bring(props: BringProps) {
  const submit = (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const text = (name: string) => String(form.get(name) ?? '')
    void props.use({ project: { clientId: text('id'), clientSecret: text('secret') } })
  }
  return (
    <form class="space-y-3" onSubmit={submit}>
      <p class="quiet">
        Allow this redirect address in the project:{' '}
        <code class="break-all">{props.shown.redirectUri}</code>
      </p>
      <label class="block">
        <span class="quiet">Client id</span>
        <input class="field mt-1 text-sm" name="id" required autocomplete="off" />
      </label>
      <label class="block">
        <span class="quiet">Client secret; it is never shown again</span>
        <input
          class="field mt-1 text-sm"
          name="secret"
          type="password"
          required
          autocomplete="new-password"
        />
      </label>
      <button type="submit" class="button" disabled={props.isBusy}>
        Use this project
      </button>
    </form>
  )
}
