import { PageHead } from '../../../ui/PageHead.tsx'
import { uiWords } from '../../../ui/words.ts'
import { AdminsOnly } from '../AdminsOnly.tsx'
import { Brand } from './parts/Brand.tsx'

/** The workspace's own look in place of ours. */
export function Page() {
  return (
    <>
      <PageHead title={uiWords().settings.brand} />
      <AdminsOnly>{rights => <Brand rights={rights} />}</AdminsOnly>
    </>
  )
}
