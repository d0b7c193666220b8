import { PLATFORM_NAMES, type WaitingRow } from '@content/api/contract'
import { A } from '@solidjs/router'
import { createSignal, For, Show } from 'solid-js'
import { FaultLink } from '../../../ui/fault/FaultLink.tsx'
import { LazyScheduleDialog } from '../../../ui/LazyScheduleDialog.tsx'
import { PlatformMark } from '../../../ui/PlatformMark.tsx'
import { Section } from '../../../ui/Section.tsx'
import { waitingWords } from '../../../words/publication.ts'
import type { VideoState } from '../page.state.ts'
import { words } from '../words.ts'

interface Props {
  rows: readonly WaitingRow[]
  state: VideoState
}

/** Where it is not being sent yet: for what it waits, when it goes out and with which picture. */
export function Waiting(props: Props) {
  // By id, so that what somebody is filling in stays when news arrives.
  const rowOf = (id: string) => props.rows.find(row => row.id === id)
  return (
    <Section title={words().waiting}>
      <ul class="divide-y divide-line">
        <For each={props.rows.map(({ id }) => id)}>
          {id => <Show when={rowOf(id)}>{row => <Row row={row()} state={props.state} />}</Show>}
        </For>
      </ul>
    </Section>
  )
}

function Row(props: { row: WaitingRow; state: VideoState }) {
  return (
    <li class="flex gap-3 py-3 text-sm first:pt-0 last:pb-0">
      <PlatformMark platform={props.row.platform} />
      <div class="min-w-0 flex-1 space-y-3">
        <div>
          <p class="font-medium">
            {PLATFORM_NAMES[props.row.platform]}{' '}
            <span class="quiet font-normal">
              {props.row.label} · {props.row.deviceName}
            </span>
          </p>
          <p>
            {waitingWords(props.row)}{' '}
            <FaultLink platform={props.row.platform} code={props.row.code} />
          </p>
        </div>
        <Show when={props.state.mayAct()}>
          <div class="flex flex-wrap gap-2">
            <Show when={props.row.kind === 'review'}>
              <A class="button" href={`/review?item=${props.row.sha256}`}>
                {words().review}
              </A>
            </Show>
            <Schedule row={props.row} state={props.state} />
          </div>
          <Cover row={props.row} state={props.state} />
        </Show>
      </div>
    </li>
  )
}

const aimOf = ({ deviceId, sha256, connectionId }: WaitingRow) => ({
  ...{ deviceId, sha256, connectionId },
})

function Schedule(props: { row: WaitingRow; state: VideoState }) {
  const [isAsking, setIsAsking] = createSignal(false)
  return (
    <>
      <button
        type="button"
        class="button-quiet"
        disabled={props.state.isOrdering()}
        onClick={() => setIsAsking(true)}
      >
        {words().setTime}
      </button>
      <Show when={isAsking() && props.state.timeZone()}>
        {timeZone => (
          <LazyScheduleDialog
            title={props.row.fileName}
            timeZone={timeZone()}
            firstAt={props.row.until}
            close={() => setIsAsking(false)}
            choose={at => {
              setIsAsking(false)
              props.state.order(aimOf(props.row), { kind: 'schedule', at })
            }}
          />
        )}
      </Show>
    </>
  )
}

const SECOND_MS = 1000

function Cover(props: { row: WaitingRow; state: VideoState }) {
  const [second, setSecond] = createSignal('')
  const order = (atMs: number | null) =>
    props.state.order(aimOf(props.row), { kind: 'cover', atMs })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    order(Math.round(Number(second()) * SECOND_MS))
  }
  return (
    <form class="flex flex-wrap items-end gap-2" onSubmit={submit}>
      <label>
        <span class="quiet block text-xs">{words().cover}</span>
        <input
          type="number"
          class="field mt-1 w-32 text-sm"
          required
          min="0"
          step="0.1"
          max={props.row.durationMs === null ? undefined : props.row.durationMs / SECOND_MS}
          onInput={event => setSecond(event.currentTarget.value)}
        />
      </label>
      <button type="submit" class="button-quiet" disabled={props.state.isOrdering()}>
        {words().setCover}
      </button>
      <button
        type="button"
        class="button-quiet"
        disabled={props.state.isOrdering()}
        onClick={() => order(null)}
      >
        {words().usualCover}
      </button>
    </form>
  )
}
