import type { Platform } from '@content/api/contract'

const COLOURS: Record<Platform, string> = {
  youtube: 'bg-red-600',
  instagram: 'bg-gradient-to-tr from-amber-500 via-pink-600 to-purple-600',
  tiktok: 'bg-black dark:bg-stone-700',
}
const SHAPES: Record<Platform, string> = {
  youtube: 'M9 7.5v9l7.5-4.5z',
  instagram: 'M7 7h10v10H7zM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z',
  tiktok: 'M11 6.5h2.2c.2 1.9 1.3 3 3.3 3.2v2.2c-1.3 0-2.4-.4-3.3-1v4.3a3.4 3.4 0 1 1-2.2-3.2z',
}

/** A coloured sign for a platform; its name always stands beside it. */
export function PlatformMark(props: { platform: Platform }) {
  return (
    <span
      aria-hidden="true"
      class={`grid size-8 shrink-0 place-items-center rounded-lg ${COLOURS[props.platform]}`}
    >
      <svg viewBox="4 4 16 16" class="size-5 fill-white" fill-rule="evenodd">
        <title>{props.platform}</title>
        <path d={SHAPES[props.platform]} />
      </svg>
    </span>
  )
}
