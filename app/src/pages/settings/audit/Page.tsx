import { PageHead } from '../../../ui/PageHead.tsx'
import { uiWords } from '../../../ui/words.ts'
import { AdminsOnly } from '../AdminsOnly.tsx'
import { Audit } from './parts/Audit.tsx'
import { auditWords } from './words.ts'

/** Who did what in the workspace. */
export function Page() {
  return (
    <>
      <PageHead title={uiWords().settings.audit} about={auditWords().about} />
      <AdminsOnly>{() => <Audit />}</AdminsOnly>
    </>
  )
}
