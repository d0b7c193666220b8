import { PageHead } from '../../../ui/PageHead.tsx'
import { uiWords } from '../../../ui/words.ts'
import { Mails } from './parts/Mails.tsx'

/** What we write to somebody. */
export function Page() {
  return (
    <>
      <PageHead title={uiWords().settings.notifications} />
      <Mails />
    </>
  )
}
