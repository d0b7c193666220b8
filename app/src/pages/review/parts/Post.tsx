import type { WaitingRow } from '@content/api/contract'
import { createResource, Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { LOOKS } from '../../../platforms/index.ts'
import { type ReviewState, words } from '../page.state.ts'
import { Cover } from './Cover.tsx'
import { Rewrite } from './Rewrite.tsx'
import { WordsForm } from './WordsForm.tsx'

/** Everything there is to decide about one video on one channel. */
export function Post(props: { row: WaitingRow; state: ReviewState }) {
  const [look] = createResource(
    () => props.row.platform,
    platform => LOOKS[platform].review(),
  )
  const value = () => props.state.wordsOf(props.row)
  const isReadOnly = () => !props.state.mayDecide()
  const change = (it: NonNullable<ReturnType<typeof value>>) =>
    props.state.change(props.row, { words: it })
  return (
    <div class="grid gap-6 xl:grid-cols-[minmax(0,1fr)_18rem]">
      <div class="space-y-5">
        <Show when={props.state.refusal(props.row)}>
          {why => <p class="refused">{words().refused(why())}</p>}
        </Show>
        <Show when={value()} fallback={<p class="quiet text-sm">{words().notDrafted}</p>}>
          {it => (
            <>
              <WordsForm value={it()} isReadOnly={isReadOnly()} change={change} />
              <Show when={!isReadOnly()}>
                <Show when={props.state.isChanged(props.row)}>
                  <button
                    type="button"
                    class="button-quiet"
                    onClick={() =>
                      void props.state.wish(props.row, { kind: 'editWords', words: it() }, false)
                    }
                  >
                    {words().saveWords}
                  </button>
                </Show>
                <Rewrite row={props.row} value={it()} change={change} />
              </Show>
            </>
          )}
        </Show>
        <Show when={look()?.Choices}>
          {choices => (
            <section aria-label={words().choices} class="border-t border-line pt-4">
              <Dynamic
                component={choices()}
                row={props.row}
                given={props.state.givenOf(props.row)}
                isReadOnly={isReadOnly()}
                give={given =>
                  props.state.change(props.row, {
                    given: { ...props.state.givenOf(props.row), ...given },
                  })
                }
              />
            </section>
          )}
        </Show>
        <Show when={!isReadOnly() && props.row.durationMs}>
          <Cover
            row={props.row}
            pictures={props.row.previews}
            choose={atMs => void props.state.wish(props.row, { kind: 'cover', atMs }, true)}
          />
        </Show>
      </div>
      <Show when={value()}>
        {it => (
          <section aria-label={words().preview}>
            <Show when={look()?.Preview}>
              {preview => (
                <Dynamic
                  component={preview()}
                  row={props.row}
                  words={it()}
                  picture={props.row.previews[1] ?? null}
                />
              )}
            </Show>
          </section>
        )}
      </Show>
    </div>
  )
}
