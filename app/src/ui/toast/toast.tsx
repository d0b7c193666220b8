import type { Problem } from '@content/api/contract'
import { Toast, toaster } from '@kobalte/core/toast'
import { Show } from 'solid-js'
import { sentenceFor } from '../../words/problem.ts'
import { uiWords } from '../words.ts'

interface Shown {
  tone: 'done' | 'refused' | 'waiting'
  words: string
  /** What can be done about it, at once. */
  act?: { words: string; run: () => void }
}

const EDGES: Record<Shown['tone'], string> = {
  done: 'border-l-emerald-600',
  refused: 'border-l-red-600',
  waiting: 'border-l-amber-500',
}

const SECONDS = { done: 5, waiting: 8, refused: 12 }

function show({ tone, words, act }: Shown): void {
  toaster.show(props => (
    <Toast
      toastId={props.toastId}
      duration={SECONDS[tone] * 1000}
      priority={tone === 'refused' ? 'high' : 'low'}
      class={`card flex items-start gap-3 border-l-4 p-3 text-sm shadow-lg ${EDGES[tone]}`}
    >
      <Toast.Description class="min-w-0 flex-1 break-words">{words}</Toast.Description>
      <Show when={act}>
        {it => (
          <button
            type="button"
            class="font-semibold underline"
            onClick={() => {
              toaster.dismiss(props.toastId)
              it().run()
            }}
          >
            {it().words}
          </button>
        )}
      </Show>
      <Toast.CloseButton class="quiet px-1" aria-label={uiWords().close}>
        ×
      </Toast.CloseButton>
    </Toast>
  ))
}

/** Short words in a corner, read out, about something that was done or refused elsewhere. */
export const toast = {
  done: (words: string, act?: Shown['act']) => show({ tone: 'done', words, ...(act && { act }) }),
  waiting: (words: string) => show({ tone: 'waiting', words }),
  refused: (problem: Problem | string, act?: Shown['act']) => {
    const words = typeof problem === 'string' ? problem : sentenceFor(problem)
    show({ tone: 'refused', words, ...(act && { act }) })
  },
}
