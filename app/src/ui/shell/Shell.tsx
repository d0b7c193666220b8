import { Dialog } from '@kobalte/core/dialog'
import { createSignal, type JSX, lazy, onCleanup, Show, Suspense } from 'solid-js'
import { followNews } from '../../live.ts'
import { useSession } from '../../session.tsx'
import { Toasts } from '../toast/Toasts.tsx'
import { uiWords } from '../words.ts'
import { HelpLink } from './HelpLink.tsx'
import { keepFocus } from './keep-focus.ts'
import { useShellKeys } from './keys.ts'
import { Nav } from './Nav.tsx'
import { Offline } from './Offline.tsx'
import { makeShell, type ShellState } from './shell.state.ts'
import { VerifyBanner } from './VerifyBanner.tsx'
import { WorkspaceChoice } from './WorkspaceChoice.tsx'

const Palette = lazy(async () => ({ default: (await import('../palette/Palette.tsx')).Palette }))
const KeyHelp = lazy(async () => ({ default: (await import('./KeyHelp.tsx')).KeyHelp }))

/** What surrounds every page of a signed-in person: whose workspace it is, and the way around. */
export function Shell(props: { children: JSX.Element }) {
  const state = makeShell()
  const [isSearching, setIsSearching] = createSignal(false)
  const [isHelping, setIsHelping] = createSignal(false)
  useShellKeys({ search: () => setIsSearching(true), help: () => setIsHelping(true) })
  onCleanup(followNews())
  let page!: HTMLElement
  keepFocus(() => page)
  return (
    <div
      class="lg:grid lg:grid-cols-[15rem_minmax(0,1fr)]"
      style={state.colour() ? `--color-brand: ${state.colour()}` : undefined}
    >
      <a
        href="#page"
        class="button sr-only focus:not-sr-only focus:absolute focus:z-50 focus:m-2 focus:px-4 focus:py-2"
      >
        {uiWords().nav.skip}
      </a>
      <aside class="sticky top-0 hidden h-dvh flex-col gap-5 overflow-y-auto border-e border-line p-4 lg:flex">
        <WorkspaceChoice state={state} />
        <Search open={() => setIsSearching(true)} />
        <Nav />
        <Foot />
      </aside>
      <Narrow state={state} search={() => setIsSearching(true)} />
      <main
        id="page"
        ref={page}
        tabindex="-1"
        class="mx-auto w-full max-w-6xl space-y-8 px-4 pt-4 pb-16 outline-none lg:px-8 lg:pt-8"
      >
        <Offline />
        <VerifyBanner />
        {props.children}
      </main>
      <Suspense>
        <Show when={isSearching()}>
          <Palette isOpen={true} setIsOpen={setIsSearching} />
        </Show>
        <Show when={isHelping()}>
          <KeyHelp isOpen={true} setIsOpen={setIsHelping} />
        </Show>
      </Suspense>
      <Toasts />
    </div>
  )
}

/** The top of a narrow screen, where the way around is behind a button. */
function Narrow(props: { state: ShellState; search: () => void }) {
  const [isOpen, setIsOpen] = createSignal(false)
  return (
    <header class="flex items-center gap-2 border-b border-line px-4 py-3 lg:hidden">
      <WorkspaceChoice state={props.state} />
      <Dialog open={isOpen()} onOpenChange={setIsOpen}>
        <Dialog.Trigger class="button-quiet ms-auto">{uiWords().nav.open}</Dialog.Trigger>
        <Dialog.Portal>
          <Dialog.Overlay class="fixed inset-0 z-40 bg-black/50" />
          <Dialog.Content class="fixed inset-y-0 end-0 z-50 flex w-72 max-w-[85vw] flex-col gap-4 overflow-y-auto bg-surface p-4 shadow-xl">
            <div class="flex items-center justify-between">
              <Dialog.Title class="font-semibold">{uiWords().nav.label}</Dialog.Title>
              <Dialog.CloseButton class="button-quiet">{uiWords().close}</Dialog.CloseButton>
            </div>
            <Search
              open={() => {
                setIsOpen(false)
                props.search()
              }}
            />
            <Nav onGo={() => setIsOpen(false)} />
            <Foot />
          </Dialog.Content>
        </Dialog.Portal>
      </Dialog>
    </header>
  )
}

function Search(props: { open: () => void }) {
  return (
    <button
      type="button"
      class="quiet flex items-center justify-between rounded-lg border border-line px-3 py-2 text-left text-sm hover:bg-raised"
      onClick={() => props.open()}
    >
      {uiWords().palette.open}
      <kbd class="hidden whitespace-nowrap text-xs lg:inline">Ctrl K</kbd>
    </button>
  )
}

function Foot() {
  const session = useSession()
  return (
    <div class="mt-auto flex flex-wrap items-center gap-3">
      <Show when={session.me()}>
        <button type="button" class="button-quiet" onClick={() => void session.signOut()}>
          {uiWords().nav.signOut}
        </button>
      </Show>
      <HelpLink class="quiet text-sm underline" />
      <a class="quiet text-sm underline" href="/api/docs" rel="external">
        {uiWords().nav.api}
      </a>
    </div>
  )
}
