import { createResource, createSignal, Show } from 'solid-js'
import { act } from '../../act.ts'
import { agent } from '../../door.ts'
import { words } from '../../words.ts'
import { FolderField } from '../FolderField.tsx'
import { Step, type StepProps } from './Step.tsx'

/** The folder that is watched from now on. */
export function FolderStep(props: StepProps) {
  const say = words.steps.folder
  const [settings] = createResource(() => agent.settings.read.query())
  const [chosen, setChosen] = createSignal<string | null>(null)
  const watchDir = () => chosen() ?? settings.latest?.watchDir ?? ''
  const next = async () => {
    if (await act(() => agent.settings.change.mutate({ watchDir: watchDir() }))) props.next()
  }
  return (
    <Step
      title={say.title}
      why={say.why}
      isStuck={watchDir().trim() === ''}
      back={props.back}
      next={() => void next()}
    >
      <Show when={settings.latest}>
        <FolderField label={words.folder.path} value={watchDir()} change={setChosen} />
      </Show>
    </Step>
  )
}
