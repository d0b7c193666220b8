import { PLATFORM_NAMES } from '@content/api/contract'
import { For } from 'solid-js'
import { PlatformMark } from '../../../ui/PlatformMark.tsx'
import { clock } from '../../../words/format.ts'
import { momentOf } from '../../../words/zoned.ts'
import { type Slot, words } from '../page.state.ts'
import type { ViewProps } from './views.ts'

/** A good time with nothing in it: asks which video goes out then. */
export function SlotButton(props: { slot: Slot } & Omit<ViewProps, 'moving'>) {
  const time = () => {
    const { at } = momentOf({ local: props.slot.local, timeZone: props.state.zone() })
    return clock(at.toISOString(), props.state.zone())
  }
  const about = () =>
    words().open(time(), props.slot.platforms.map(it => PLATFORM_NAMES[it]).join(', '))
  return (
    <button
      type="button"
      class="quiet flex w-full items-center gap-1 rounded-md border border-dashed border-stone-400 p-1 text-start text-xs enabled:hover:bg-raised dark:border-stone-600"
      disabled={!props.state.mayMove()}
      title={about()}
      onClick={() => props.fill(props.slot)}
    >
      <span aria-hidden="true">+</span>
      <span class="sr-only">{about()}</span>
      <span aria-hidden="true" class="tabular-nums">
        {time()}
      </span>
      <span class="ms-auto flex gap-0.5">
        <For each={props.slot.platforms}>
          {platform => <PlatformMark platform={platform} isSmall={true} />}
        </For>
      </span>
    </button>
  )
}
