import type { Platform } from '@content/api/contract'
import { FORMS } from '../platforms/index.ts'

/** A coloured sign for a platform; its name always stands beside it. */
export function Mark(props: { platform: Platform }) {
  const form = () => FORMS[props.platform]
  return (
    <span
      aria-hidden="true"
      class={`grid size-5 shrink-0 place-items-center rounded-md ${form().colour}`}
    >
      <svg viewBox="0 0 24 24" class="size-4 fill-white" fill-rule="evenodd" aria-hidden="true">
        <path d={form().shape} />
      </svg>
    </span>
  )
}
