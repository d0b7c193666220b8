import { createSignal, For, Match, Show, Switch } from 'solid-js'
import { account } from '../../account.ts'
import { hush } from '../../act.ts'
import { reasonOf } from '../../faults/faults.ts'
import { changeLook } from '../../look.ts'
import { words } from '../../words.ts'
import { Said } from '../Said.tsx'
import { ChannelsStep } from './ChannelsStep.tsx'
import { FolderStep } from './FolderStep.tsx'
import { RulesStep } from './RulesStep.tsx'
import { SignIn } from './SignIn.tsx'
import type { StepProps } from './Step.tsx'
import { VideoStep } from './VideoStep.tsx'

const STEPS = ['signIn', 'folder', 'channels', 'rules', 'video'] as const

/** Leads somebody new from signing in to the first video; whoever signed out signs in only. */
export function FirstRun(props: { isWhole: boolean; end: () => void }) {
  const say = words.steps
  const [at, setAt] = createSignal(1)
  const isSignedOut = () => account()?.state === 'signedOut'
  const refusal = () => {
    const it = account()
    return it?.state === 'signedOut' ? (reasonOf(it)?.text ?? null) : null
  }
  const step = () => (isSignedOut() ? 'signIn' : STEPS[at()])
  const go = (by: 1 | -1) => {
    hush()
    setAt(it => it + by)
    // Each step begins at its head, also for who does not see it.
    queueMicrotask(() => document.querySelector<HTMLElement>('h1')?.focus())
  }
  const end = async () => {
    hush()
    await changeLook({ isSetUp: true }).catch(() => undefined)
    props.end()
  }
  const steps = (): StepProps => ({
    back: at() > 1 ? () => go(-1) : undefined,
    next: () => (at() === STEPS.length - 1 ? void end() : go(1)),
  })
  return (
    <main class="mx-auto grid min-h-dvh max-w-xl content-center gap-5 p-4 sm:p-6">
      <Show when={props.isWhole}>
        <Progress at={STEPS.indexOf(step() ?? 'signIn')} />
      </Show>
      <Switch>
        <Match when={step() === 'signIn'}>
          <SignIn dashboard={account()?.dashboard ?? ''} reason={refusal()} />
        </Match>
        <Match when={step() === 'folder'}>
          <FolderStep {...steps()} />
        </Match>
        <Match when={step() === 'channels'}>
          <ChannelsStep {...steps()} />
        </Match>
        <Match when={step() === 'rules'}>
          <RulesStep {...steps()} />
        </Match>
        <Match when={step() === 'video'}>
          <VideoStep {...steps()} />
        </Match>
      </Switch>
      <Said />
      <Show when={props.isWhole && !isSignedOut()}>
        <p class="text-center">
          <button type="button" class="quiet text-sm underline" onClick={() => void end()}>
            {say.skip}
          </button>
        </p>
      </Show>
    </main>
  )
}

function Progress(props: { at: number }) {
  const say = words.steps
  return (
    <ol class="flex gap-1.5" aria-label={say.progress(props.at + 1, STEPS.length)}>
      <For each={STEPS}>
        {(name, index) => (
          <li
            // Its name is there to be read, however narrow the others get.
            class={`flex-1 ${index() === props.at ? 'min-w-fit' : 'min-w-0'}`}
            aria-current={index() === props.at ? 'step' : undefined}
          >
            <span
              class={`block h-1.5 rounded-full ${
                index() <= props.at ? 'bg-brand dark:bg-brand-bright' : 'bg-line-strong'
              }`}
            />
            <span
              class={`mt-1 block truncate text-xs ${
                index() === props.at ? 'font-semibold' : 'quiet max-sm:sr-only'
              }`}
            >
              {say.names[name]}
            </span>
          </li>
        )}
      </For>
    </ol>
  )
}
