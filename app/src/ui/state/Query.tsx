import type { UseQueryResult } from '@tanstack/solid-query'
import { type JSX, Match, Switch } from 'solid-js'
import { problemOf } from '../../problem.ts'
import { uiWords } from '../words.ts'
import { Failed } from './Failed.tsx'
import { Loading } from './Loading.tsx'

interface Props<T> {
  of: UseQueryResult<T>
  loading: string
  children: (value: () => T) => JSX.Element
}

/**
 * A page that comes from the server: on its way, there (and read again quietly), or why not. What
 * was never read is asked for by itself once there is a connection.
 */
export function Query<T>(props: Props<T>) {
  const held = () => (props.of.data === undefined ? null : { value: props.of.data })
  return (
    <Switch fallback={<Loading label={props.loading} />}>
      <Match when={held()}>{it => props.children(() => it().value)}</Match>
      <Match when={props.of.error}>
        {error => <Failed problem={problemOf(error())} retry={() => void props.of.refetch()} />}
      </Match>
      <Match when={props.of.fetchStatus === 'paused'}>
        <p class="card mx-auto my-12 max-w-lg text-center font-semibold">{uiWords().notRead}</p>
      </Match>
    </Switch>
  )
}
