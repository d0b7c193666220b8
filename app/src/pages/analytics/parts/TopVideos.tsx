import { PLATFORM_NAMES, type TopVideos as Top } from '@content/api/contract'
import { For, Show } from 'solid-js'
import { Section } from '../../../ui/Section.tsx'
import { day, exactly } from '../../../words/format.ts'
import { analyticsWords } from '../words.ts'

/** What was seen most, each platform by its own count. */
export function TopVideos(props: { top: Top }) {
  const filled = () => props.top.platforms.filter(it => it.videos.length > 0)
  return (
    <Section title={analyticsWords().top} about={analyticsWords().topAbout}>
      <div class="grid gap-6 lg:grid-cols-2">
        <For each={filled()} fallback={<p class="quiet text-sm">{analyticsWords().noTop}</p>}>
          {it => (
            <div class="min-w-0">
              <h3 class="font-semibold">{PLATFORM_NAMES[it.platform]}</h3>
              <ol class="mt-2 space-y-2 text-sm">
                <For each={it.videos}>
                  {video => (
                    <li class="flex items-baseline gap-3">
                      <span class="min-w-0 flex-1 truncate">
                        <Show when={video.url} fallback={video.title || analyticsWords().untitled}>
                          {url => (
                            <a
                              class="underline"
                              href={url()}
                              target="_blank"
                              rel="noreferrer"
                              title={analyticsWords().open(
                                video.title,
                                PLATFORM_NAMES[it.platform],
                              )}
                            >
                              {video.title || analyticsWords().untitled}
                            </a>
                          )}
                        </Show>
                        <span class="quiet block text-xs">{day(video.publishedAt)}</span>
                      </span>
                      <span class="tabular-nums">
                        {exactly(video.figures.views ?? 0)}{' '}
                        <span class="quiet text-xs">{analyticsWords().counted.views}</span>
                      </span>
                    </li>
                  )}
                </For>
              </ol>
            </div>
          )}
        </For>
      </div>
    </Section>
  )
}
