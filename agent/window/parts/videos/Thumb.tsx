import { createResource, createSignal, onCleanup, onMount, Show } from 'solid-js'
import { agent } from '../../door.ts'
import { words } from '../../words.ts'

/** The last ones that were shown; a picture is some kilobytes. */
const MOST_KEPT = 400
const kept = new Map<string, string>()

async function pictureOf(sha256: string): Promise<string | null> {
  const known = kept.get(sha256)
  if (known) return known
  const made = await agent.thumbnail.query({ sha256 }).catch(() => null)
  if (made) kept.set(sha256, made)
  const [oldest] = kept.keys()
  if (kept.size > MOST_KEPT && oldest) kept.delete(oldest)
  return made
}

interface Props {
  sha256: string | null
  /** Asked for again when it changes: of what was not read yet there is no picture. */
  state: string
}

/** A picture of the video, asked for once its row is in sight. */
export function Thumb(props: Props) {
  const [isSeen, setSeen] = createSignal(false)
  const wanted = () =>
    isSeen() && props.sha256 ? { sha256: props.sha256, state: props.state } : null
  const [picture] = createResource(wanted, ({ sha256 }) => pictureOf(sha256))
  let box: HTMLDivElement | undefined
  onMount(() => {
    if (!box) return
    const sight = new IntersectionObserver(
      ([entry]) => {
        if (!entry?.isIntersecting) return
        setSeen(true)
        sight.disconnect()
      },
      { rootMargin: '300px' },
    )
    sight.observe(box)
    onCleanup(() => sight.disconnect())
  })
  return (
    <div
      ref={box}
      class="grid aspect-video w-20 shrink-0 place-items-center overflow-hidden rounded-lg bg-raised sm:w-28"
    >
      <Show
        when={picture.latest}
        fallback={
          <svg viewBox="0 0 24 24" class="size-6 fill-ink-quiet opacity-60" role="img">
            <title>{words.videos.noPicture}</title>
            <path d="M5 5h14v14H5zm5 4v6l5-3z" fill-rule="evenodd" />
          </svg>
        }
      >
        {src => <img src={src()} alt="" class="size-full object-contain" />}
      </Show>
    </div>
  )
}
