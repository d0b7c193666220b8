import { createResource } from 'solid-js'
import { api } from '../../../../api.ts'
import { useSession } from '../../../../session.tsx'
import { makeAction } from '../../../../ui/form/action.ts'
import { Field } from '../../../../ui/form/Field.tsx'
import { onSubmit } from '../../../../ui/form/form.ts'
import { Section } from '../../../../ui/Section.tsx'
import { Loaded } from '../../../../ui/state/Loaded.tsx'
import { Outcome } from '../../../../ui/state/Outcome.tsx'

/** What the workspace is called, and by which clock its days are counted. */
export function Workspace() {
  const session = useSession()
  const [workspace] = createResource(() => api.workspace.get.query())
  const save = makeAction(async (name: string, timeZone: string) => {
    await api.workspace.update.mutate({ name, timeZone })
    await session.reload()
  })
  const submit = onSubmit(async text => void (await save.run(text('name'), text('timeZone'))))
  return (
    <Section title="Workspace">
      <Loaded of={workspace}>
        {it => (
          <form class="max-w-sm space-y-4" onSubmit={submit}>
            <Field label="Name" name="name" value={it().name} maxlength={100} required />
            <Field
              label="Time zone"
              hint="Schedules, and the days of your figures, follow this clock."
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
            <Outcome action={save} done="Saved." />
            <button type="submit" class="button" disabled={save.isBusy()}>
              Save
            </button>
          </form>
        )}
      </Loaded>
    </Section>
  )
}
