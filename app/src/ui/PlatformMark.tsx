import type { Platform } from '@content/api/contract'
import { LOOKS } from '../platforms/index.ts'

/** A coloured sign for a platform; its name always stands beside it. */
export function PlatformMark(props: { platform: Platform }) {
  const look = () => LOOKS[props.platform]
  return (
    <span
      aria-hidden="true"
      class={`grid size-8 shrink-0 place-items-center rounded-lg ${look().colour}`}
    >
      <svg viewBox="4 4 16 16" class="size-5 fill-white" fill-rule="evenodd">
        <title>{props.platform}</title>
        <path d={look().shape} />
      </svg>
    </span>
  )
}
