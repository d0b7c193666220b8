import { createMemo, createResource, For, Show } from 'solid-js'
import { sortVideos } from '../../buckets.ts'
import { agent } from '../../door.ts'
import { listed, nameOf, videoNamed } from '../../told.ts'
import { words } from '../../words.ts'
import { DropZone } from '../DropZone.tsx'
import { VideoRow } from '../videos/VideoRow.tsx'
import { Step, type StepProps } from './Step.tsx'

const MOST = 3

/** The first video, followed until it is out. */
export function VideoStep(props: StepProps) {
  const say = words.steps.video
  const [settings] = createResource(() => agent.settings.read.query())
  const names = createMemo(() => sortVideos(listed()).slice(0, MOST).map(nameOf))
  return (
    <Step
      {...props}
      title={say.title}
      why={say.why}
      goOn={names().length > 0 ? words.steps.done : words.steps.later}
      isLater={names().length === 0}
    >
      <DropZone folder={settings.latest?.watchDir} />
      <Show when={names().length > 0}>
        <ul class="grid gap-3">
          <For each={names()}>
            {name => <Show when={videoNamed(name)}>{it => <VideoRow video={it()} />}</Show>}
          </For>
        </ul>
      </Show>
    </Step>
  )
}
