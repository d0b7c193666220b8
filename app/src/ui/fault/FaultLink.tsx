import type { Platform } from '@content/api/contract'
import { lazy, Show, Suspense } from 'solid-js'

// What every code means weighs more than most pages, and mostly nothing went wrong. Where that
// cannot be fetched, a link would lead nowhere either.
const Page = lazy(() =>
  import('./FaultPage.tsx').then(
    ({ FaultPage }) => ({ default: FaultPage }),
    () => ({ default: () => null }),
  ),
)

/** Leads to the page of the documentation about a code; nothing where there is none. */
export function FaultLink(props: { platform: Platform | null; code: string | null }) {
  return (
    <Show when={props.code}>
      {code => (
        <Suspense>
          <Page platform={props.platform} code={code()} />
        </Suspense>
      )}
    </Show>
  )
}
