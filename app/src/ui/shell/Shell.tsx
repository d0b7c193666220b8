import { PLANS } from '@content/api/contract'
import { A } from '@solidjs/router'
import { For, type JSX, Show } from 'solid-js'
import { useMe, useSession } from '../../session.tsx'
import { makeShell, type ShellState } from './shell.state.ts'
import { VerifyBanner } from './VerifyBanner.tsx'

const PAGES = [
  { href: '/', words: 'Videos' },
  { href: '/analytics', words: 'Analytics' },
  { href: '/billing', words: 'Billing' },
  { href: '/team', words: 'Team' },
  { href: '/devices', words: 'Computers' },
  { href: '/developer', words: 'Developer' },
  { href: '/account', words: 'Account' },
]
const OPERATOR = { href: '/operator', words: 'Operator' }

/** What surrounds every page of a signed-in person: whose workspace it is, and the way around. */
export function Shell(props: { children: JSX.Element }) {
  const me = useMe()
  const state = makeShell()
  const pages = () => (me().user?.isOperator ? [...PAGES, OPERATOR] : PAGES)
  return (
    <div style={state.colour() ? `--color-brand: ${state.colour()}` : undefined}>
      <a
        href="#page"
        class="button sr-only focus:not-sr-only focus:absolute focus:m-2 focus:px-4 focus:py-2"
      >
        Skip to the page
      </a>
      <header class="mx-auto max-w-5xl px-4 pt-6 pb-4">
        <Top state={state} />
        <nav aria-label="Pages" class="-mx-1 mt-4 flex flex-wrap gap-1 px-1 pb-1">
          <For each={pages()}>
            {page => (
              <A
                href={page.href}
                end
                class="rounded-lg px-3 py-1.5 text-sm font-medium"
                activeClass="bg-stone-200 dark:bg-stone-800"
                inactiveClass="quiet hover:bg-stone-100 dark:hover:bg-stone-900"
              >
                {page.words}
              </A>
            )}
          </For>
        </nav>
      </header>
      <main id="page" tabindex="-1" class="mx-auto max-w-5xl space-y-8 px-4 pb-16 outline-none">
        <VerifyBanner />
        {props.children}
      </main>
    </div>
  )
}

function Top(props: { state: ShellState }) {
  const me = useMe()
  const session = useSession()
  return (
    <div class="flex flex-wrap items-center gap-x-3 gap-y-2">
      <img src={props.state.logoUrl() ?? '/icon.svg'} alt="" class="size-9 object-contain" />
      <Show
        when={props.state.others().length > 0}
        fallback={
          <p class="min-w-0 truncate text-xl font-bold tracking-tight">{me().workspace.name}</p>
        }
      >
        <select
          aria-label="Workspace"
          class="max-w-60 truncate bg-transparent text-xl font-bold tracking-tight"
          onChange={event => void props.state.enter(event.currentTarget.value)}
        >
          <For each={props.state.workspaces()}>
            {it => (
              <option value={it.id} selected={it.id === me().workspace.id}>
                {it.name}
              </option>
            )}
          </For>
        </select>
      </Show>
      <span class="rounded-full bg-teal-100 px-2.5 py-0.5 text-xs font-semibold text-teal-900 dark:bg-teal-900 dark:text-teal-100">
        {PLANS[me().plan].title}
      </span>
      <div class="ml-auto flex items-center gap-3">
        <Show when={props.state.productName()}>
          {name => <span class="quiet text-sm">{name()}</span>}
        </Show>
        <a class="quiet text-sm underline" href="/api/docs" rel="external">
          API
        </a>
        <button type="button" class="button-quiet" onClick={() => void session.signOut()}>
          Sign out
        </button>
      </div>
    </div>
  )
}
