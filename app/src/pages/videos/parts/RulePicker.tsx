import type { Connection, PublishRule } from '@content/api/contract'
import { For, Show } from 'solid-js'

interface Choice {
  words: string
  rule: PublishRule
}

const youtube = (
  words: string,
  mode: 'automatic' | 'review',
  privacy: 'public' | 'unlisted' | 'private',
): Choice => ({
  words,
  rule: { platform: 'youtube', mode, privacy },
})

const CHOICES: Record<Connection['platform'], Choice[]> = {
  youtube: [
    youtube('Ask me each time', 'review', 'private'),
    youtube('Publish by itself, public', 'automatic', 'public'),
    youtube('Publish by itself, unlisted', 'automatic', 'unlisted'),
    youtube('Publish by itself, private', 'automatic', 'private'),
  ],
  instagram: [
    {
      words: 'Ask me each time',
      rule: { platform: 'instagram', mode: 'review', shareToFeed: true },
    },
    {
      words: 'Publish by itself, also in the feed',
      rule: { platform: 'instagram', mode: 'automatic', shareToFeed: true },
    },
    {
      words: 'Publish by itself, Reels tab only',
      rule: { platform: 'instagram', mode: 'automatic', shareToFeed: false },
    },
  ],
  tiktok: [
    { words: 'Ask me each time', rule: { platform: 'tiktok', mode: 'review' } },
    { words: 'Send drafts to my inbox', rule: { platform: 'tiktok', mode: 'inbox' } },
  ],
}

const isSame = (a: PublishRule, b: PublishRule) =>
  a.mode === b.mode &&
  (a.mode === 'review' || (Object.keys(a) as (keyof PublishRule)[]).every(key => a[key] === b[key]))

/** The same choice, with what was said about children kept. */
const withKids = (rule: PublishRule, madeForKids: boolean): PublishRule =>
  rule.platform === 'youtube' ? { ...rule, madeForKids } : rule

interface Props {
  connection: Connection
  save: (rule: PublishRule) => Promise<void>
}

/** What the creator agrees to for this channel: publish by itself, or ask. */
export function RulePicker(props: Props) {
  const choices = () => CHOICES[props.connection.platform]
  const current = () => choices().findIndex(c => isSame(c.rule, props.connection.rule))
  const isForKids = () => {
    const { rule } = props.connection
    return rule.platform === 'youtube' && rule.madeForKids === true
  }
  const sayKids = async (box: HTMLInputElement) => {
    await props.save(withKids(props.connection.rule, box.checked))
    box.checked = isForKids()
  }
  const choose = async (list: HTMLSelectElement) => {
    const choice = choices()[Number(list.value)]
    if (choice) await props.save(withKids(choice.rule, isForKids()))
    // A rule that was refused must not look as if it were saved.
    list.value = String(current())
  }
  return (
    <div class="space-y-2 text-sm">
      <label class="block">
        <span class="quiet">When a video is ready</span>
        <select
          class="field mt-1 text-sm"
          value={current()}
          onChange={event => void choose(event.currentTarget)}
        >
          <For each={choices()}>
            {(choice, index) => (
              <option value={index()} selected={index() === current()}>
                {choice.words}
              </option>
            )}
          </For>
        </select>
      </label>
      <Show when={props.connection.platform === 'youtube'}>
        <label class="flex items-start gap-2">
          <input
            type="checkbox"
            class="mt-0.5 size-4 shrink-0 accent-brand"
            checked={isForKids()}
            onChange={event => void sayKids(event.currentTarget)}
          />
          <span>
            Made for kids <span class="quiet">– YouTube has to be told so, by law</span>
          </span>
        </label>
      </Show>
      <Show when={props.connection.rule.mode === 'review'}>
        <p class="quiet text-xs">
          Each video waits for your yes, on the computer where it is: <code>content approve</code>
        </p>
      </Show>
    </div>
  )
}
