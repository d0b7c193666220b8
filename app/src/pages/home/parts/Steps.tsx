import { A } from '@solidjs/router'
import { For, Show } from 'solid-js'
import { agentCommands } from '../../../ui/agent-commands.ts'
import type { HomeState } from '../page.state.ts'
import { words } from '../words.ts'

type Step = keyof ReturnType<HomeState['steps']>

const STEPS: readonly { step: Step; href?: string }[] = [
  { step: 'verify' },
  { step: 'connect', href: '/connections' },
  { step: 'computer', href: '/device' },
  { step: 'drop' },
  { step: 'publish', href: '/review' },
]

/** What is left to do until the first video is live; each step ticks itself. */
export function Steps(props: { done: Record<Step, boolean> }) {
  const next = () => STEPS.find(({ step }) => !props.done[step])?.step
  return (
    <section class="card" aria-labelledby="steps">
      <h2 id="steps" class="text-lg font-semibold">
        {words().steps.title}
      </h2>
      <ol class="mt-4 space-y-4">
        <For each={STEPS}>
          {({ step, href }, index) => (
            <li class="flex gap-3" aria-current={next() === step ? 'step' : undefined}>
              <span
                aria-hidden="true"
                class={`step-mark ${
                  props.done[step] ? 'bg-brand text-white' : 'bg-raised text-ink-quiet'
                }`}
              >
                {props.done[step] ? '✓' : index() + 1}
              </span>
              <div class="min-w-0 pt-0.5 text-sm">
                <p class={props.done[step] ? 'quiet line-through' : 'font-medium'}>
                  {words().steps[step]}
                  <span class="sr-only">
                    {' '}
                    ({props.done[step] ? words().steps.done : words().steps.open})
                  </span>
                </p>
                <Show when={next() === step}>
                  <p class="quiet mt-0.5">
                    {words().steps[`${step}How`]}{' '}
                    <Show when={href}>
                      {it => (
                        <A class="underline" href={it()}>
                          {words().steps.go}
                          <span class="sr-only">: {words().steps[step]}</span>
                        </A>
                      )}
                    </Show>
                  </p>
                  <Show when={step === 'computer'}>
                    <pre class="mt-2 w-fit max-w-full whitespace-pre-wrap break-words rounded-lg bg-raised px-4 py-3 text-sm">
                      {agentCommands()}
                    </pre>
                  </Show>
                </Show>
              </div>
            </li>
          )}
        </For>
      </ol>
    </section>
  )
}
