import { A } from '@solidjs/router'
import { For } from 'solid-js'
import { useMe } from '../../session.tsx'
import { uiWords } from '../words.ts'
import { NAV_PAGES, type NavPage, OPERATOR_PAGE } from './pages.ts'

/** The links to every page. */
export function Nav(props: { onGo?: () => void }) {
  const me = useMe()
  const pages = () => (me().user?.isOperator ? [...NAV_PAGES, OPERATOR_PAGE] : NAV_PAGES)
  return (
    <nav aria-label={uiWords().nav.label}>
      <ul class="space-y-0.5">
        <For each={pages()}>
          {page => (
            <li>
              <Link page={page} onGo={() => props.onGo?.()} />
            </li>
          )}
        </For>
      </ul>
    </nav>
  )
}

function Link(props: { page: NavPage; onGo: () => void }) {
  return (
    <A
      href={props.page.href}
      end={props.page.href === '/'}
      class="flex items-center gap-3 rounded-lg px-3 py-2 text-sm font-medium"
      activeClass="bg-raised text-ink"
      inactiveClass="quiet hover:bg-raised"
      onClick={() => props.onGo()}
    >
      <svg
        viewBox="0 0 24 24"
        class="size-5 shrink-0"
        fill="none"
        stroke="currentColor"
        stroke-width="1.8"
        stroke-linecap="round"
        stroke-linejoin="round"
        aria-hidden="true"
      >
        <path d={props.page.icon} />
      </svg>
      {uiWords().nav[props.page.word]}
    </A>
  )
}
