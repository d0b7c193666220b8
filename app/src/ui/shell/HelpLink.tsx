import { useLocation } from '@solidjs/router'
import { documentHref } from '../../words/documents.ts'
import { uiWords } from '../words.ts'
import { helpFor } from './pages.ts'

/** What the documentation says of the page that is shown, in a tab beside it. */
export function HelpLink(props: { class: string }) {
  const here = useLocation()
  return (
    <a
      class={props.class}
      href={documentHref(helpFor(here.pathname))}
      target="_blank"
      rel="noreferrer"
    >
      {uiWords().nav.help}&nbsp;↗
    </a>
  )
}
