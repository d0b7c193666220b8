import type { Platform } from '@content/api/contract'
import { Show } from 'solid-js'
import { helpAbout } from '../faults/faults.ts'
import { words } from '../words.ts'

/** Leads to what the documentation says about a code. */
export function Help(props: { code: string | null; platform: Platform | null }) {
  return (
    <Show when={helpAbout(props.code, props.platform)}>
      {page => (
        <>
          {' '}
          <a class="whitespace-nowrap underline" href={page()} target="_blank" rel="noreferrer">
            {words.help}
            <span class="sr-only">: {props.code}</span>
          </a>
        </>
      )}
    </Show>
  )
}
