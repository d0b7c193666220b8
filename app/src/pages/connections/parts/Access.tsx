import { type Connection, traitsOf } from '@content/api/contract'
import { For, Show } from 'solid-js'
import { LOOKS } from '../../../platforms/index.ts'
import { day, relative } from '../../../words/format.ts'
import { connectionsWords } from '../words.ts'

/** What the creator allowed, since when, and until when it lasts. */
export function Access(props: { connection: Connection }) {
  const words = connectionsWords
  const it = () => props.connection
  const meaning = (scope: string) => LOOKS[it().platform].scopes[scope] ?? scope
  const lasts = () => {
    const endsAt = it().accessEndsAt
    if (!endsAt) return words().health.renews
    const when = `${day(endsAt)} (${relative(endsAt)})`
    const isForGood = traitsOf(it().platform).renewal === 'never'
    return isForGood ? words().health.endsForGood(when) : words().health.ends(when)
  }
  return (
    <details class="text-sm">
      <summary class="cursor-pointer font-medium">
        {words().scopes.title}
        <span class="sr-only"> {words().scopes.on(it().label)}</span>
      </summary>
      <ul class="mt-2 list-disc space-y-1 ps-5">
        <For each={it().scopes ?? []}>{scope => <li>{meaning(scope)}</li>}</For>
      </ul>
      <p class="quiet mt-2">
        {words().health.since(day(it().connectedAt))}.{' '}
        <Show when={it().state === 'live'}>{lasts()}</Show>
      </p>
    </details>
  )
}
