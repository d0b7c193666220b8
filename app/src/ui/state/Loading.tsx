/** Says what is being waited for, and keeps the page from jumping. */
export function Loading(props: { label: string }) {
  return (
    <output
      aria-busy="true"
      class="mx-auto block max-w-5xl motion-safe:animate-pulse space-y-4 p-8"
    >
      <span class="sr-only">{props.label}…</span>
      <div class="h-8 w-56 rounded-lg bg-raised" />
      <div class="h-28 rounded-2xl bg-raised" />
      <div class="h-28 rounded-2xl bg-raised" />
    </output>
  )
}
