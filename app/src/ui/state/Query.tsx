import type { UseQueryResult } from '@tanstack/solid-query'
import { type JSX, Match, Switch } from 'solid-js'
import { problemOf } from '../../problem.ts'
import { Failed } from './Failed.tsx'
import { Loading } from './Loading.tsx'

interface Props<T> {
  of: UseQueryResult<T>
  loading: string
  children: (value: () => T) => JSX.Element
}

/** A page that comes from the server: on its way, there (and read again quietly), or why not. */
export function Query<T>(props: Props<T>) {
  const held = () => (props.of.data === undefined ? null : { value: props.of.data })
  return (
    <Switch fallback={<Loading label={props.loading} />}>
      <Match when={held()}>{it => props.children(() => it().value)}</Match>
      <Match when={props.of.error}>
        {error => <Failed problem={problemOf(error())} retry={() => void props.of.refetch()} />}
      </Match>
    </Switch>
  )
}
