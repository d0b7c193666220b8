import { Show } from 'solid-js'
import { makeAction } from '../../../../ui/form/action.ts'
import { onSubmit } from '../../../../ui/form/form.ts'
import { TextArea } from '../../../../ui/form/TextArea.tsx'
import { Section } from '../../../../ui/Section.tsx'
import { Outcome } from '../../../../ui/state/Outcome.tsx'
import type { PromptsState } from '../page.state.ts'
import { promptsWords } from '../words.ts'

interface Props {
  voice: { brandVoice: string | null; prompt: string | null }
  state: PromptsState
}

/** Who speaks in this workspace, and what is wished of every text. */
export function Voice(props: Props) {
  const words = () => promptsWords().voice
  const save = makeAction(props.state.saveVoice)
  const submit = onSubmit(async text => void (await save.run(text('brandVoice'), text('prompt'))))
  return (
    <Section title={words().title} about={words().about}>
      <form class="max-w-prose space-y-4" onSubmit={submit}>
        <TextArea
          label={words().brand}
          hint={words().brandHint}
          name="brandVoice"
          rows="3"
          maxlength="4000"
          disabled={!props.state.mayWrite()}
          value={props.voice.brandVoice ?? ''}
        />
        <TextArea
          label={words().prompt}
          hint={words().promptHint}
          name="prompt"
          rows="4"
          maxlength="4000"
          disabled={!props.state.mayWrite()}
          value={props.voice.prompt ?? ''}
        />
        <Outcome action={save} done={words().saved} />
        <Show
          when={props.state.mayWrite()}
          fallback={<p class="quiet text-sm">{promptsWords().editors}</p>}
        >
          <button type="submit" class="button" disabled={save.isBusy()}>
            {words().save}
          </button>
        </Show>
      </form>
    </Section>
  )
}
