import { makeAction } from '../../../ui/form/action.ts'
import { Field } from '../../../ui/form/Field.tsx'
import { onSubmit } from '../../../ui/form/form.ts'
import { Section } from '../../../ui/Section.tsx'
import { Outcome } from '../../../ui/state/Outcome.tsx'
import type { FiguresState } from '../page.state.ts'
import { operatorWords } from '../words.ts'

/** What was spent on being known, which no machine knows. */
export function Spend(props: { state: FiguresState; named: string }) {
  const words = () => operatorWords().spend
  const saving = makeAction((dollars: string) =>
    props.state.saveSpend(Math.round(Number(dollars) * 100)),
  )
  return (
    <Section title={words().title(props.named)} about={words().about}>
      <form
        class="flex flex-wrap items-end gap-3"
        onSubmit={onSubmit(text => saving.run(text('dollars')))}
      >
        <Field
          label={words().label}
          name="dollars"
          type="number"
          min="0"
          max="20000000"
          step="0.01"
          inputmode="decimal"
          required
        />
        <button type="submit" class="button" disabled={saving.isBusy()}>
          {words().save}
        </button>
      </form>
      <Outcome action={saving} done={words().saved} />
    </Section>
  )
}
