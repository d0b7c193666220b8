import type { WaitingRow } from '@content/api/contract'
import {
  TIKTOK_BRANDED_PAGE,
  TIKTOK_MUSIC_PAGE,
  type TikTokOffer,
  tiktokLabel,
} from '@content/api/contract/platforms/tiktok'
import { For, type JSX, Show } from 'solid-js'
import type { ChoicesProps } from '../review-look.ts'
import { formWords } from './form-words.ts'

const PRIVATE = 'SELF_ONLY'

/** Safe cast: the server shows an offer only when it is one of its platform's. */
export const offerOf = (row: WaitingRow) => row.options as TikTokOffer | null

/** TikTok's form as its Content Sharing Guidelines want it: nothing is chosen beforehand. */
export function Form(props: ChoicesProps) {
  const offer = () => offerOf(props.row)
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
  const tick = (name: string, words: string, more: { why?: string; isOff?: boolean } = {}) => (
    <Tick
      words={words}
      {...more}
      isOn={is(name) && !more.isOff}
      isReadOnly={props.isReadOnly}
      set={isOn => props.give({ [name]: isOn })}
    />
  )
  return (
    <Show when={offer()} fallback={<p class="quiet text-sm">{formWords().notAsked}</p>}>
      {it => (
        <div class="space-y-4 text-sm">
          <p>{formWords().postsTo(it().nickname)}</p>
          <label class="block font-medium">
            {formWords().who}
            <select
              class="field mt-1"
              required
              disabled={props.isReadOnly}
              onChange={event => props.give({ privacy: event.currentTarget.value || undefined })}
            >
              <option value="" selected={!props.given.privacy}>
                {formWords().choose}
              </option>
              <For each={it().privacyOptions}>
                {level => (
                  <option
                    value={level}
                    selected={props.given.privacy === level}
                    disabled={level === PRIVATE && is('isPaidPartnership')}
                  >
                    {formWords().levels[level] ?? level}
                  </option>
                )}
              </For>
            </select>
          </label>
          <Show when={is('isPaidPartnership')}>
            <p class="quiet">{formWords().rules.brandedIsNotPrivate}</p>
          </Show>
          <fieldset class="space-y-2">
            <legend class="mb-1 font-medium">{formWords().allow}</legend>
            {tick('allowComment', formWords().comment, { isOff: it().isCommentOff })}
            {tick('allowDuet', formWords().duet, { isOff: it().isDuetOff })}
            {tick('allowStitch', formWords().stitch, { isOff: it().isStitchOff })}
          </fieldset>
          <Tick
            words={formWords().disclose}
            why={formWords().discloseWhy}
            isOn={is('disclosesContent')}
            isReadOnly={props.isReadOnly}
            set={disclose}
          />
          <Show when={is('disclosesContent')}>
            <div class="space-y-2 ps-6">
              {tick('promotesOwnBrand', formWords().own, { why: formWords().ownWhy })}
              {tick('isPaidPartnership', formWords().branded, { why: formWords().brandedWhy })}
              <Show when={label()}>{text => <p>{formWords().labelled(text())}</p>}</Show>
            </div>
          </Show>
          {tick('isAiMade', formWords().ai)}
          <Consent isPaid={is('isPaidPartnership')} tick={tick} />
        </div>
      )}
    </Show>
  )
}

/** The sentence that TikTok wants beside the button, and a yes to what it names. */
function Consent(props: { isPaid: boolean; tick: (name: string, words: string) => JSX.Element }) {
  const link = (href: string, words: string) => (
    <a class="underline" href={href} target="_blank" rel="noreferrer">
      {words}
    </a>
  )
  return (
    <div class="space-y-2 border-t border-line pt-3">
      <p>
        {formWords().agree}{' '}
        <Show when={props.isPaid}>
          {link(TIKTOK_BRANDED_PAGE, formWords().policy)} {formWords().and}{' '}
        </Show>
        {link(TIKTOK_MUSIC_PAGE, formWords().music)}.
      </p>
      {props.tick('agreesToMusicTerms', formWords().music)}
      <Show when={props.isPaid}>{props.tick('agreesToBrandedPolicy', formWords().policy)}</Show>
      <p class="quiet">{formWords().takesTime}</p>
    </div>
  )
}

interface TickProps {
  words: string
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
        <Show when={props.isOff ? formWords().off : props.why}>
          {why => <span class="quiet block">{why()}</span>}
        </Show>
      </span>
    </label>
  )
}
