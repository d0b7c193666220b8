import { A } from '@solidjs/router'
import { promptsWords } from '../words.ts'

/** Where there is nothing to write for yet. */
export function NoChannel() {
  const words = () => promptsWords().channels
  return (
    <p class="quiet text-sm">
      {words().none}{' '}
      <A class="underline" href="/connections">
        {words().connect}
      </A>
    </p>
  )
}
