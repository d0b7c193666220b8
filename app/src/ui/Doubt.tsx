import {
  factsOf,
  type Problem,
  type PublicationRow,
  type ResolvePublication,
} from '@content/api/contract'
import { createSignal, Match, Show, Switch } from 'solid-js'
import { de } from '../words/de/doubt.ts'
import { en } from '../words/en/doubt.ts'
import { wordsIn } from '../words/locale.ts'
import { Refused } from './state/Refused.tsx'

const words = wordsIn({ en, de })

interface Props {
  publication: Pick<PublicationRow, 'id' | 'platform'>
  /** Null when it was taken. */
  resolve: (input: ResolvePublication) => Promise<Problem | null>
}

/** Nobody knows whether it is live: the creator looks, and says what they saw. */
export function Doubt(props: Props) {
  const [asked, setAsked] = createSignal<'live' | 'notThere' | null>(null)
  const [problem, setProblem] = createSignal<Problem | null>(null)
  const [isBusy, setIsBusy] = createSignal(false)
  const studio = () => factsOf(props.publication.platform).studio
  const say = async (saw: ResolvePublication['saw']) => {
    setIsBusy(true)
    setProblem(await props.resolve({ publicationId: props.publication.id, saw }))
    setIsBusy(false)
  }
  return (
    <div class="w-full space-y-2">
      <p>
        {words().look}{' '}
        <a class="underline" href={studio().href} target="_blank" rel="noreferrer">
          {studio().words}&nbsp;↗
        </a>
      </p>
      <Show when={problem()}>{it => <Refused problem={it()} />}</Show>
      <Switch
        fallback={
          <div class="flex flex-wrap gap-2">
            <button type="button" class="button-quiet" onClick={() => setAsked('live')}>
              {words().live}
            </button>
            <button type="button" class="button-quiet" onClick={() => setAsked('notThere')}>
              {words().notThere}
            </button>
          </div>
        }
      >
        <Match when={asked() === 'live'}>
          <Live
            isBusy={isBusy()}
            save={url => void say({ verdict: 'isLive', url })}
            cancel={() => setAsked(null)}
          />
        </Match>
        <Match when={asked() === 'notThere'}>
          <p class="quiet text-xs">{words().twice}</p>
          <div class="flex flex-wrap gap-2">
            <button
              type="button"
              class="button"
              disabled={isBusy()}
              onClick={() => void say({ verdict: 'isNotThere' })}
            >
              {words().sure}
            </button>
            <button
              type="button"
              class="button-quiet"
              ref={button => queueMicrotask(() => button.focus())}
              onClick={() => setAsked(null)}
            >
              {words().back}
            </button>
          </div>
        </Match>
      </Switch>
    </div>
  )
}

interface LiveProps {
  isBusy: boolean
  save: (url: string | null) => void
  cancel: () => void
}

/** Its address helps to read its figures; without it, it is published all the same. */
function Live(props: LiveProps) {
  const [url, setUrl] = createSignal('')
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    props.save(url().trim() || null)
  }
  return (
    <form class="space-y-2" onSubmit={submit}>
      <label class="block">
        <span class="quiet text-xs">{words().address}</span>
        <input
          class="field mt-1 text-sm"
          type="url"
          placeholder="https://"
          ref={field => queueMicrotask(() => field.focus())}
          onInput={event => setUrl(event.currentTarget.value)}
        />
      </label>
      <div class="flex flex-wrap gap-2">
        <button type="submit" class="button" disabled={props.isBusy}>
          {words().isLive}
        </button>
        <button type="button" class="button-quiet" onClick={() => props.cancel()}>
          {words().back}
        </button>
      </div>
    </form>
  )
}
