import { PageHead } from '../../../ui/PageHead.tsx'
import { uiWords } from '../../../ui/words.ts'
import { Email } from './parts/Email.tsx'
import { Language } from './parts/Language.tsx'
import { Name } from './parts/Name.tsx'
import { Workspaces } from './parts/Workspaces.tsx'

/** Who somebody is here, in which language, and where they belong. */
export function Page() {
  return (
    <>
      <PageHead title={uiWords().settings.profile} />
      <Name />
      <Email />
      <Language />
      <Workspaces />
    </>
  )
}
