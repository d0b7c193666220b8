/** Whether the page follows along by itself. */
export function Live(props: { isLive: boolean }) {
  return (
    <output class="quiet ml-auto flex items-center gap-1.5 text-xs">
      <span
        aria-hidden="true"
        class={`size-2 rounded-full ${props.isLive ? 'bg-emerald-500' : 'bg-stone-400'}`}
      />
      {props.isLive ? 'Live' : 'Connecting…'}
    </output>
  )
}
