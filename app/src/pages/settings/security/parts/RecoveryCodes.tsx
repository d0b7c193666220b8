import { createSignal, For } from 'solid-js'

/** The codes that open the account when the phone is gone: shown once, to be kept. */
export function RecoveryCodes(props: { codes: string[]; done: () => void }) {
  const [isCopied, setIsCopied] = createSignal(false)
  const text = () => `${props.codes.join('\n')}\n`
  const copy = async () => {
    await navigator.clipboard.writeText(text())
    setIsCopied(true)
  }
  return (
    <div class="space-y-3 rounded-xl bg-amber-50 p-4 dark:bg-amber-950" role="status">
      <p class="text-sm font-medium">
        Keep these recovery codes somewhere safe. Each opens your account once, when you have lost
        the app. They are not shown again.
      </p>
      <ul class="grid grid-cols-2 gap-x-6 gap-y-1 font-mono text-sm">
        <For each={props.codes}>{code => <li>{code}</li>}</For>
      </ul>
      <div class="flex flex-wrap gap-2">
        <button type="button" class="button-quiet" onClick={() => void copy()}>
          {isCopied() ? 'Copied' : 'Copy'}
        </button>
        <a
          class="button-quiet"
          rel="external"
          download="content-creation-recovery-codes.txt"
          href={`data:text/plain,${encodeURIComponent(text())}`}
        >
          Download
        </a>
        <button type="button" class="button ml-auto" onClick={props.done}>
          I have kept them
        </button>
      </div>
    </div>
  )
}
