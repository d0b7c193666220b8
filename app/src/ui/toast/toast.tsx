import type { Problem } from '@content/api/contract'
import { Toast, toaster } from '@kobalte/core/toast'
import { Show } from 'solid-js'
import { codeToExplain, sentenceFor } from '../../words/problem.ts'
import { FaultLink } from '../fault/FaultLink.tsx'
import { uiWords } from '../words.ts'

interface Shown {
  tone: 'done' | 'refused' | 'waiting'
  words: string
  /** What can be done about it, at once. */
  act?: { words: string; run: () => void }
  /** What the documentation explains. */
  code?: string | null
}

const EDGES: Record<Shown['tone'], string> = {
  done: 'border-l-emerald-600',
  refused: 'border-l-red-600',
  waiting: 'border-l-amber-500',
}

const SECONDS = { done: 5, waiting: 8, refused: 12 }

function show({ tone, words, act, code = null }: Shown): void {
  toaster.show(props => (
    <Toast
      toastId={props.toastId}
      duration={SECONDS[tone] * 1000}
      priority={tone === 'refused' ? 'high' : 'low'}
      class={`card flex items-start gap-3 border-l-4 p-3 text-sm shadow-lg ${EDGES[tone]}`}
    >
      <div class="min-w-0 flex-1 break-words">
        <Toast.Description>{words}</Toast.Description>
        <FaultLink platform={null} code={code} />
      </div>
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
    const shown = typeof problem === 'string' ? { words: problem } : asShown(problem)
    show({ tone: 'refused', ...shown, ...(act && { act }) })
  },
}

const asShown = (problem: Problem) => ({
  words: sentenceFor(problem),
  code: codeToExplain(problem),
})
