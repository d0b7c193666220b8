import { api } from '../../../../api.ts'
import { useMe, useSession } from '../../../../session.tsx'
import { makeAction } from '../../../../ui/form/action.ts'
import { Field } from '../../../../ui/form/Field.tsx'
import { onSubmit } from '../../../../ui/form/form.ts'
import { Section } from '../../../../ui/Section.tsx'
import { Outcome } from '../../../../ui/state/Outcome.tsx'
import { profileWords } from '../words.ts'

/** What somebody is called here. */
export function Name() {
  const me = useMe()
  const session = useSession()
  const words = () => profileWords().name
  const rename = makeAction(async (name: string) => {
    await api.account.rename.mutate({ name })
    await session.reload()
  })
  // It keeps what was written: the same as what is saved, once it is.
  const submit = onSubmit(text => rename.run(text('name')).then(() => false))
  return (
    <Section title={words().title} about={words().about}>
      <form class="max-w-sm space-y-4" onSubmit={submit}>
        <Field
          label={words().label}
          name="name"
          autocomplete="name"
          maxlength={100}
          required
          value={me().user?.name ?? ''}
        />
        <Outcome action={rename} done={words().done} />
        <button type="submit" class="button" disabled={rename.isBusy()}>
          {words().save}
        </button>
      </form>
    </Section>
  )
}
