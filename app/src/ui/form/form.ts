/** The text of a field by its name; empty when there is no such field. */
export type Text = (name: string) => string

type Submit = SubmitEvent & { currentTarget: HTMLFormElement }

/** Hands over what a form holds, and empties it when the work answers that it was done. */
export function onSubmit(work: (text: Text) => Promise<unknown>) {
  return async (event: Submit) => {
    event.preventDefault()
    const form = event.currentTarget
    const data = new FormData(form)
    const isDone = await work(name => String(data.get(name) ?? ''))
    if (isDone) form.reset()
  }
}
