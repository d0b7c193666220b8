import { createResource, onCleanup } from 'solid-js'
import { api } from '../../../api.ts'
import { PageHead } from '../../../ui/PageHead.tsx'
import { Section } from '../../../ui/Section.tsx'
import { Loaded } from '../../../ui/state/Loaded.tsx'
import { uiWords } from '../../../ui/words.ts'
import { Copies } from './parts/Copies.tsx'
import { Deletion } from './parts/Deletion.tsx'
import { Kept } from './parts/Kept.tsx'
import { Previews } from './parts/Previews.tsx'
import { privacyWords } from './words.ts'

const ASK_AGAIN_MS = 3000

/** What is kept, a copy of it, and the end of it. */
export function Page() {
  const words = privacyWords
  const [status, { refetch }] = createResource(() => api.privacy.status.query())
  const isMaking = () => status.latest?.exports.some(it => it.state === 'waiting') ?? false
  const timer = setInterval(() => isMaking() && void refetch(), ASK_AGAIN_MS)
  onCleanup(() => clearInterval(timer))
  const again = async () => void (await refetch())
  return (
    <>
      <PageHead title={uiWords().settings.privacy} />
      <Kept />
      <Previews />
      <Section title={words().copies.title} about={words().copies.about}>
        <Loaded of={status}>{it => <Copies status={it()} changed={again} />}</Loaded>
      </Section>
      <Section title={words().deletion.title}>
        <Loaded of={status}>{it => <Deletion status={it()} changed={again} />}</Loaded>
      </Section>
    </>
  )
}
