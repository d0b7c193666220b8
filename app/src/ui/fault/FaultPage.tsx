import { faultPage, type Platform } from '@content/api/contract'
import { Show } from 'solid-js'
import { documentHref } from '../../words/documents.ts'
import { uiWords } from '../words.ts'

/** A code's page in another tab, for whoever reads it has something to mend in this one. */
export function FaultPage(props: { platform: Platform | null; code: string }) {
  return (
    <Show when={faultPage(props.platform, props.code)}>
      {path => (
        <a
          class="inline-block text-xs underline"
          href={documentHref(path())}
          target="_blank"
          rel="noreferrer"
        >
          {uiWords().whatItMeans}
          <span class="sr-only"> ({props.code})</span>&nbsp;↗
        </a>
      )}
    </Show>
  )
}
