import { type Metadata, type Meter, tagsIn } from '@content/api/contract'
import { createUniqueId, For } from 'solid-js'
import { type Field, metersOf, textIn } from '../limits.ts'
import { words } from '../page.state.ts'

interface Props {
  value: Metadata
  isReadOnly: boolean
  change: (value: Metadata) => void
}

/** The words for one platform, each field with counters of that platform's limits. */
export function WordsForm(props: Props) {
  const fields = (): Field[] =>
    'caption' in props.value ? ['caption'] : ['title', 'description', 'tags']
  const write = (field: Field, written: string) => {
    // Safe cast: the same words with another text in a field that they have.
    const next = { ...props.value, [field]: field === 'tags' ? tagsIn(written) : written }
    props.change(next as Metadata)
  }
  return (
    <div class="space-y-4">
      <For each={fields()}>
        {field => (
          <WordsField
            platform={props.value.platform}
            field={field}
            text={textIn(props.value, field)}
            isReadOnly={props.isReadOnly}
            write={written => write(field, written)}
          />
        )}
      </For>
    </div>
  )
}

interface FieldProps {
  platform: Metadata['platform']
  field: Field
  text: string
  isReadOnly: boolean
  write: (text: string) => void
}

function WordsField(props: FieldProps) {
  const id = createUniqueId()
  const meters = () => metersOf(props.platform, props.field)
  const isOver = (meter: Meter) => meter.count(props.text) > meter.most
  return (
    <div>
      <label class="text-sm font-medium" for={id}>
        {words().fields[props.field]}
      </label>
      <textarea
        id={id}
        data-words
        class="field mt-1"
        rows={props.field === 'title' || props.field === 'tags' ? 1 : 6}
        value={props.text}
        readOnly={props.isReadOnly}
        aria-describedby={`${id}-meters`}
        aria-invalid={meters().some(isOver)}
        onChange={event => props.write(event.currentTarget.value)}
        onInput={event => props.field !== 'tags' && props.write(event.currentTarget.value)}
      />
      <p id={`${id}-meters`} class="mt-1 flex flex-wrap gap-x-4 text-xs tabular-nums">
        <For each={meters()}>
          {meter => (
            <span class={isOver(meter) ? 'font-semibold text-red-700 dark:text-red-400' : 'quiet'}>
              {words().meter(meter.count(props.text), meter.most, words().units[meter.unit])}
            </span>
          )}
        </For>
      </p>
    </div>
  )
}
