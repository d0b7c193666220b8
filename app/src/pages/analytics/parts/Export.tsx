import { Section } from '../../../ui/Section.tsx'
import { Outcome } from '../../../ui/state/Outcome.tsx'
import type { AnalyticsState } from '../page.state.ts'
import { analyticsWords } from '../words.ts'

/** Everything that is shown here, as a file. */
export function Export(props: { save: AnalyticsState['save'] }) {
  return (
    <Section title={analyticsWords().export} about={analyticsWords().exportAbout}>
      <div class="flex flex-wrap gap-3">
        <button
          type="button"
          class="button-quiet"
          disabled={props.save.isBusy()}
          onClick={() => void props.save.run('csv')}
        >
          {analyticsWords().csv}
        </button>
        <button
          type="button"
          class="button-quiet"
          disabled={props.save.isBusy()}
          onClick={() => void props.save.run('json')}
        >
          {analyticsWords().json}
        </button>
      </div>
      <Outcome action={props.save} done={analyticsWords().saved} />
    </Section>
  )
}
