import type { Platform } from '@content/api/contract'
import { LOOKS } from '../platforms/index.ts'

/** A coloured sign for a platform; its name always stands beside it. */
export function PlatformMark(props: { platform: Platform; isSmall?: boolean }) {
  const look = () => LOOKS[props.platform]
  const size = () => (props.isSmall ? 'size-5 rounded-md' : 'size-8 rounded-lg')
  return (
    <span aria-hidden="true" class={`grid shrink-0 place-items-center ${size()} ${look().colour}`}>
      <svg
        viewBox="4 4 16 16"
        class={`fill-white ${props.isSmall ? 'size-3.5' : 'size-5'}`}
        fill-rule="evenodd"
      >
        <title>{props.platform}</title>
        <path d={look().shape} />
      </svg>
    </span>
  )
}
