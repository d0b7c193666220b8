import {
  TIKTOK_BRANDED_PAGE,
  TIKTOK_MUSIC_PAGE,
  type TikTokOffer,
  tiktokLabel,
} from '@content/api/contract/platforms/tiktok'
import { For, type JSX, Show } from 'solid-js'
import type { ChoicesProps } from '../form.ts'
import { WORDS } from './words.ts'

const PRIVATE = 'SELF_ONLY'

type Words = (typeof WORDS)['en']

/** TikTok's form as its Content Sharing Guidelines want it: nothing is chosen beforehand. */
export function Form(props: ChoicesProps) {
  const words = () => WORDS[props.language]
  // Safe cast: an offer is shown only when it is one of its platform's.
  const offer = () => props.offer as TikTokOffer | null
  const is = (name: string) => props.given[name] === true
  const label = () =>
    tiktokLabel({
      isPaidPartnership: is('isPaidPartnership'),
      promotesOwnBrand: is('promotesOwnBrand'),
    })
  const disclose = (isOn: boolean) =>
    props.give({
      disclosesContent: isOn,
      ...(!isOn && { promotesOwnBrand: false, isPaidPartnership: false }),
    })
  const tick = (name: string, says: string, more: { why?: string; isOff?: boolean } = {}) => (
    <Tick
      words={says}
      off={words().off}
      {...more}
      isOn={is(name) && !more.isOff}
      isReadOnly={props.isReadOnly}
      set={isOn => props.give({ [name]: isOn })}
    />
  )
  return (
    <Show when={offer()} fallback={<p class="quiet text-sm">{words().notAsked}</p>}>
      {it => (
        <div class="space-y-4 text-sm">
          <p>{words().postsTo(it().nickname)}</p>
          <label class="block font-medium">
            {words().who}
            <select
              class="field mt-1"
              required
              disabled={props.isReadOnly}
              onChange={event => props.give({ privacy: event.currentTarget.value || undefined })}
            >
              <option value="" selected={!props.given.privacy}>
                {words().choose}
              </option>
              <For each={it().privacyOptions}>
                {level => (
                  <option
                    value={level}
                    selected={props.given.privacy === level}
                    disabled={level === PRIVATE && is('isPaidPartnership')}
                  >
                    {words().levels[level] ?? level}
                  </option>
                )}
              </For>
            </select>
          </label>
          <Show when={is('isPaidPartnership')}>
            <p class="quiet">{words().rules.brandedIsNotPrivate}</p>
          </Show>
          <fieldset class="space-y-2">
            <legend class="mb-1 font-medium">{words().allow}</legend>
            {tick('allowComment', words().comment, { isOff: it().isCommentOff })}
            {tick('allowDuet', words().duet, { isOff: it().isDuetOff })}
            {tick('allowStitch', words().stitch, { isOff: it().isStitchOff })}
          </fieldset>
          <Tick
            off={words().off}
            words={words().disclose}
            why={words().discloseWhy}
            isOn={is('disclosesContent')}
            isReadOnly={props.isReadOnly}
            set={disclose}
          />
          <Show when={is('disclosesContent')}>
            <div class="space-y-2 ps-6">
              {tick('promotesOwnBrand', words().own, { why: words().ownWhy })}
              {tick('isPaidPartnership', words().branded, { why: words().brandedWhy })}
              <Show when={label()}>{text => <p>{words().labelled(text())}</p>}</Show>
            </div>
          </Show>
          {tick('isAiMade', words().ai)}
          <Consent isPaid={is('isPaidPartnership')} words={words()} tick={tick} />
        </div>
      )}
    </Show>
  )
}

/** The sentence that TikTok wants beside the button, and a yes to what it names. */
function Consent(props: {
  isPaid: boolean
  words: Words
  tick: (name: string, words: string) => JSX.Element
}) {
  const link = (href: string, words: string) => (
    <a class="underline" href={href} target="_blank" rel="noreferrer">
      {words}
    </a>
  )
  return (
    <div class="space-y-2 border-t border-line pt-3">
      <p>
        {props.words.agree}{' '}
        <Show when={props.isPaid}>
          {link(TIKTOK_BRANDED_PAGE, props.words.policy)} {props.words.and}{' '}
        </Show>
        {link(TIKTOK_MUSIC_PAGE, props.words.music)}.
      </p>
      {props.tick('agreesToMusicTerms', props.words.music)}
      <Show when={props.isPaid}>{props.tick('agreesToBrandedPolicy', props.words.policy)}</Show>
      <p class="quiet">{props.words.takesTime}</p>
    </div>
  )
}

interface TickProps {
  words: string
  /** Said where the account itself has switched it off. */
  off: string
  why?: string
  isOff?: boolean
  isOn: boolean
  isReadOnly: boolean
  set: (isOn: boolean) => void
}

function Tick(props: TickProps) {
  return (
    <label class="flex items-start gap-2">
      <input
        type="checkbox"
        class="mt-0.5 size-4 shrink-0 accent-brand"
        checked={props.isOn}
        disabled={props.isReadOnly || props.isOff === true}
        onChange={event => props.set(event.currentTarget.checked)}
      />
      <span>
        {props.words}
        <Show when={props.isOff ? props.off : props.why}>
          {why => <span class="quiet block">{why()}</span>}
        </Show>
      </span>
    </label>
  )
}
