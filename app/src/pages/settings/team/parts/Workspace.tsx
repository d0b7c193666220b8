import { createResource } from 'solid-js'
import { api } from '../../../../api.ts'
import { useSession } from '../../../../session.tsx'
import { makeAction } from '../../../../ui/form/action.ts'
import { Field } from '../../../../ui/form/Field.tsx'
import { onSubmit } from '../../../../ui/form/form.ts'
import { Section } from '../../../../ui/Section.tsx'
import { Loaded } from '../../../../ui/state/Loaded.tsx'
import { Outcome } from '../../../../ui/state/Outcome.tsx'
import { teamWords } from '../words.ts'

/** What the workspace is called, and by which clock its days are counted. */
export function Workspace() {
  const words = () => teamWords().workspace
  const session = useSession()
  const [workspace] = createResource(() => api.workspace.get.query())
  const save = makeAction(async (name: string, timeZone: string) => {
    await api.workspace.update.mutate({ name, timeZone })
    await session.reload()
  })
  const submit = onSubmit(async text => void (await save.run(text('name'), text('timeZone'))))
  return (
    <Section title={words().title}>
      <Loaded of={workspace}>
        {it => (
          <form class="max-w-sm space-y-4" onSubmit={submit}>
            <Field label={words().name} name="name" value={it().name} maxlength={100} required />
            <Field
              label={words().zone}
              hint={words().zoneHint}
              name="timeZone"
              value={it().timeZone}
              list="zones"
              required
            />
            <datalist id="zones">
              {Intl.supportedValuesOf('timeZone').map(zone => (
                <option value={zone} />
              ))}
            </datalist>
            <Outcome action={save} done={words().saved} />
            <button type="submit" class="button" disabled={save.isBusy()}>
              {words().save}
            </button>
          </form>
        )}
      </Loaded>
    </Section>
  )
}
