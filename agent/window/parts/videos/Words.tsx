import { factsOf, type Metadata, type Meter, tagsIn } from '@content/api/contract'
import { createUniqueId, For } from 'solid-js'
import { number, words } from '../../words.ts'

type Field = Meter['field']

const fieldsOf = (value: Metadata): Field[] =>
  'caption' in value ? ['caption'] : ['title', 'description', 'tags']

/** A field of the words as it is written; tags in one line. */
function textIn(value: Metadata, field: Field): string {
  const held: unknown = Reflect.get(value, field)
  return Array.isArray(held) ? held.join(', ') : String(held ?? '')
}

const metersOf = (value: Metadata, field: Field) =>
  factsOf(value.platform).meters.filter(it => it.field === field)

/** Whether more is written somewhere than the platform takes. */
export const isTooLong = (value: Metadata): boolean =>
  fieldsOf(value).some(field =>
    metersOf(value, field).some(it => it.count(textIn(value, field)) > it.most),
  )

/** The words as they go out, to be read. */
export function WordsShown(props: { value: Metadata }) {
  return (
    <dl class="grid gap-2">
      <For each={fieldsOf(props.value).filter(it => textIn(props.value, it) !== '')}>
        {field => (
          <div>
            <dt class="quiet text-xs">{words.opened.fields[field]}</dt>
            <dd class="whitespace-pre-line [overflow-wrap:anywhere]">
              {textIn(props.value, field)}
            </dd>
          </div>
        )}
      </For>
    </dl>
  )
}

interface Props {
  value: Metadata
  change: (value: Metadata) => void
}

/** The words for one platform, each field with counters of that platform's limits. */
export function WordsForm(props: Props) {
  const write = (field: Field, written: string) => {
    // Safe cast: the same words with another text in a field that they have.
    const next = { ...props.value, [field]: field === 'tags' ? tagsIn(written) : written }
    props.change(next as Metadata)
  }
  return (
    <div class="grid gap-3">
      <For each={fieldsOf(props.value)}>
        {field => (
          <WordsField
            field={field}
            text={textIn(props.value, field)}
            meters={metersOf(props.value, field)}
            write={written => write(field, written)}
          />
        )}
      </For>
    </div>
  )
}

interface FieldProps {
  field: Field
  text: string
  meters: Meter[]
  write: (text: string) => void
}

function WordsField(props: FieldProps) {
  const id = createUniqueId()
  const say = words.opened
  const isOver = (meter: Meter) => meter.count(props.text) > meter.most
  const isLong = () => props.field === 'description' || props.field === 'caption'
  return (
    <div>
      <label class="font-medium" for={id}>
        {say.fields[props.field]}
      </label>
      <textarea
        id={id}
        class="field mt-1"
        rows={isLong() ? 5 : 1}
        value={props.text}
        aria-describedby={`${id}-meters`}
        aria-invalid={props.meters.some(isOver)}
        onChange={event => props.write(event.currentTarget.value)}
        // While tags are typed they are no list yet: the comma would be gone at once.
        onInput={event => props.field !== 'tags' && props.write(event.currentTarget.value)}
      />
      <p id={`${id}-meters`} class="mt-1 flex flex-wrap gap-x-4 text-xs tabular-nums">
        <For each={props.meters}>
          {meter => (
            <span class={isOver(meter) ? 'font-semibold text-us' : 'quiet'}>
              {say.meter(
                number(meter.count(props.text)),
                number(meter.most),
                say.units[meter.unit],
              )}
            </span>
          )}
        </For>
      </p>
    </div>
  )
}
