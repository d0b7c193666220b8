import { type JSX, Match, type Resource, Switch } from 'solid-js'
import { problemOf } from '../../problem.ts'
import { uiWords } from '../words.ts'
import { Refused } from './Refused.tsx'

interface Props<T> {
  of: Resource<T>
  children: (value: () => T) => JSX.Element
}

/** A part of a page that comes from the server: on its way, there, or why not. */
export function Loaded<T extends object>(props: Props<T>) {
  const value = () => (props.of.error ? undefined : props.of.latest)
  return (
    <Switch fallback={<p class="quiet text-sm">{uiWords().oneMoment}</p>}>
      <Match when={props.of.error}>{error => <Refused problem={problemOf(error())} />}</Match>
      <Match when={value()}>{it => props.children(it as () => T)}</Match>
    </Switch>
  )
}
