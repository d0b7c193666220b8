import { createSignal, type JSX, onMount, Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { problemOf } from '../problem.ts'
import { Failed } from './state/Failed.tsx'
import { Loading } from './state/Loading.tsx'
import { uiWords } from './words.ts'

type Page = () => JSX.Element

/**
 * A page whose code comes when it is first opened. Not Solid's `lazy`: that needs a Suspense around
 * the page, which then also takes the page away for a moment whenever one of its questions is asked
 * again, and with it the keyboard's place.
 */
export function loadPage(load: () => Promise<{ Page: Page }>): Page & { preload: () => unknown } {
  let code: Promise<{ Page: Page }> | undefined
  const once = () => {
    code ??= load()
    return code
  }
  function Loaded() {
    const [page, setPage] = createSignal<Page | null>(null)
    const [isMissing, setIsMissing] = createSignal(false)
    const look = async () => {
      setIsMissing(false)
      try {
        const loaded = await once()
        setPage(() => loaded.Page)
      } catch {
        // A server that was updated meanwhile has the code under another name.
        code = undefined
        setIsMissing(true)
      }
    }
    onMount(() => void look())
    return (
      <Show
        when={page()}
        fallback={
          <Show when={isMissing()} fallback={<Loading label={uiWords().nav.opening} />}>
            <Failed problem={problemOf(null)} retry={() => window.location.reload()} />
          </Show>
        }
      >
        {it => <Dynamic component={it()} />}
      </Show>
    )
  }
  return Object.assign(Loaded, { preload: once })
}
