import { createSignal, For } from 'solid-js'
import { securityWords } from '../words.ts'

/** The codes that open the account when the phone is gone: shown once, to be kept. */
export function RecoveryCodes(props: { codes: string[]; done: () => void }) {
  const words = () => securityWords().codes
  const [isCopied, setIsCopied] = createSignal(false)
  const text = () => `${props.codes.join('\n')}\n`
  const copy = async () => {
    await navigator.clipboard.writeText(text())
    setIsCopied(true)
  }
  return (
    <div class="space-y-3 rounded-xl bg-amber-50 p-4 dark:bg-amber-950" role="status">
      <p class="text-sm font-medium">{words().keep}</p>
      <ul class="grid grid-cols-2 gap-x-6 gap-y-1 font-mono text-sm">
        <For each={props.codes}>{code => <li>{code}</li>}</For>
      </ul>
      <div class="flex flex-wrap gap-2">
        <button type="button" class="button-quiet" onClick={() => void copy()}>
          {isCopied() ? words().copied : words().copy}
        </button>
        <a
          class="button-quiet"
          rel="external"
          download="content-creation-recovery-codes.txt"
          href={`data:text/plain,${encodeURIComponent(text())}`}
        >
          {words().download}
        </a>
        <button type="button" class="button ml-auto" onClick={props.done}>
          {words().done}
        </button>
      </div>
    </div>
  )
}
