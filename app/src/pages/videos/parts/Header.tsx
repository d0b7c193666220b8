import { type Me, PLANS } from '@content/api/contract'

/** Whose workspace this is, on which plan, and whether the page follows along. */
export function Header(props: { me: Me; isLive: boolean; signOut: () => void }) {
  return (
    <header class="mx-auto flex max-w-5xl flex-wrap items-center gap-x-3 gap-y-2 px-4 py-6">
      <img src="/icon.svg" alt="" class="size-9" />
      <h1 class="min-w-0 truncate text-xl font-bold tracking-tight">{props.me.workspace.name}</h1>
      <span class="rounded-full bg-teal-100 px-2.5 py-0.5 text-xs font-semibold text-teal-900 dark:bg-teal-900 dark:text-teal-100">
        {PLANS[props.me.plan].title}
      </span>
      <div class="ml-auto flex items-center gap-3">
        <output class="quiet flex items-center gap-1.5 text-xs">
          <span
            aria-hidden="true"
            class={`size-2 rounded-full ${props.isLive ? 'bg-emerald-500' : 'bg-stone-400'}`}
          />
          {props.isLive ? 'Live' : 'Connecting…'}
        </output>
        <a class="quiet text-sm underline" href="/api/docs">
          API
        </a>
        <button type="button" class="button-quiet" onClick={() => props.signOut()}>
          Sign out
        </button>
      </div>
    </header>
  )
}
