import { PageHead } from '../../../ui/PageHead.tsx'
import { uiWords } from '../../../ui/words.ts'
import { Password } from './parts/Password.tsx'
import { SecondFactor } from './parts/SecondFactor.tsx'
import { SignIns } from './parts/SignIns.tsx'

/** How somebody gets in, and where they are. */
export function Page() {
  return (
    <>
      <PageHead title={uiWords().settings.security} />
      <Password />
      <SecondFactor />
      <SignIns />
    </>
  )
}
