import { createSignal } from 'solid-js'
import { developerWords } from './words.ts'

/** A secret that cannot be shown again: to be copied now. */
export function ShownOnce(props: { title: string; secret: string; done: () => void }) {
  const [copied, setCopied] = createSignal<boolean | null>(null)
  let field: HTMLInputElement | undefined
  const copy = async () => {
    field?.select()
    // Refused by some browsers; the text is selected then, and can be copied by hand.
    const isCopied = await navigator.clipboard.writeText(props.secret).then(
      () => true,
      () => false,
    )
    setCopied(isCopied)
  }
  const words = () => {
    if (copied() === null) return developerWords().once.shown
    return copied() ? developerWords().once.copied : developerWords().once.byHand
  }
  return (
    <div class="space-y-3 rounded-lg bg-amber-50 p-3 text-sm text-amber-950 dark:bg-amber-950 dark:text-amber-100">
      <label class="block font-medium">
        {props.title}
        <input
          ref={it => {
            field = it
            queueMicrotask(() => it.focus())
          }}
          class="field mt-1 font-mono text-sm text-stone-900 dark:text-stone-100"
          readOnly
          value={props.secret}
          onFocus={event => event.currentTarget.select()}
        />
      </label>
      <output aria-live="polite" class="block">
        {words()}
      </output>
      <div class="flex flex-wrap gap-2">
        <button type="button" class="button" onClick={() => void copy()}>
          {developerWords().once.copy}
        </button>
        <button type="button" class="button-quiet" onClick={() => props.done()}>
          {developerWords().once.done}
        </button>
      </div>
    </div>
  )
}
