import { PLATFORM_NAMES, PLATFORMS, PUBLICATION_STATES, VIDEO_SORTS } from '@content/api/contract'
import { For, type JSX, onCleanup, Show } from 'solid-js'
import { useCommands } from '../../../ui/palette/commands.ts'
import { useKeyHelp } from '../../../ui/shell/KeyHelp.tsx'
import { usePageKeys } from '../../../ui/shell/keys.ts'
import { publicationWords } from '../../../words/publication.ts'
import type { VideosState } from '../page.state.ts'
import { words } from '../words.ts'

const PAUSE_MS = 250

/** What the list is narrowed to; all of it stands in the address. */
export function Filters(props: { state: VideosState }) {
  const { asked, choose, clear, isAll } = props.state.asking
  return (
    <search class="grid grid-cols-2 gap-2 lg:grid-cols-3">
      <Search now={asked().search ?? ''} ask={search => choose({ search })} />
      <Choice
        label={words().platform}
        value={asked().platform ?? ''}
        choose={platform => choose({ platform })}
        all={words().everyPlatform}
        of={PLATFORMS.map(it => [it, PLATFORM_NAMES[it]])}
      />
      <Choice
        label={words().state}
        value={asked().state ?? ''}
        choose={state => choose({ state })}
        all={words().everyState}
        of={PUBLICATION_STATES.map(it => [it, publicationWords().states[it]])}
      />
      <Choice
        label={words().channel}
        value={asked().connectionId ?? ''}
        choose={connectionId => choose({ connectionId })}
        all={words().everyChannel}
        of={(props.state.channels.data?.connections ?? []).map(it => [
          it.id,
          `${PLATFORM_NAMES[it.platform]} · ${it.label}`,
        ])}
      />
      <Choice
        label={words().sort}
        value={asked().sort ?? 'newest'}
        choose={sort => choose({ sort: sort === 'newest' ? '' : sort })}
        of={VIDEO_SORTS.map(it => [it, words().sorts[it]])}
      />
      <label class="field col-span-2 flex items-center gap-2 text-sm lg:col-span-1">
        <span class="quiet shrink-0">{words().publishedOn}</span>
        <input
          type="date"
          class="min-w-0 flex-1 bg-transparent"
          value={asked().publishedOn ?? ''}
          onChange={event => choose({ publishedOn: event.currentTarget.value })}
        />
      </label>
      <Show when={!isAll()}>
        <button type="button" class="button-quiet w-fit" onClick={() => clear()}>
          {words().clear}
        </button>
      </Show>
    </search>
  )
}

function Search(props: { now: string; ask: (search: string) => void }) {
  let field: HTMLInputElement | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  const soon = (text: string) => {
    clearTimeout(timer)
    timer = setTimeout(() => props.ask(text), PAUSE_MS)
  }
  onCleanup(() => clearTimeout(timer))
  const focus = () => field?.focus()
  usePageKeys({ '/': focus })
  useKeyHelp(() => words().keys)
  useCommands(() => [{ id: 'search-videos', words: words().toSearch, hint: '/', run: focus }])
  return (
    <input
      ref={it => {
        field = it
      }}
      type="search"
      class="field col-span-2 text-sm lg:col-span-1"
      aria-label={words().search}
      placeholder={words().search}
      maxlength="200"
      value={props.now}
      onInput={event => soon(event.currentTarget.value)}
    />
  )
}

interface ChoiceProps {
  label: string
  value: string
  choose: (value: string) => void
  /** What it is called to choose none of them. */
  all?: string
  of: (readonly [string, string])[]
}

function Choice(props: ChoiceProps): JSX.Element {
  return (
    <select
      class="field text-sm"
      aria-label={props.label}
      onChange={event => props.choose(event.currentTarget.value)}
    >
      <Show when={props.all}>
        {all => (
          <option value="" selected={props.value === ''}>
            {all()}
          </option>
        )}
      </Show>
      <For each={props.of}>
        {([value, name]) => (
          <option value={value} selected={value === props.value}>
            {name}
          </option>
        )}
      </For>
    </select>
  )
}
