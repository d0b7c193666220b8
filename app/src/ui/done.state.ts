import { createSignal } from 'solid-js'

/** A secret that is shown this once, and what it is. */
export interface Fresh {
  title: string
  secret: string
}

/** What came of the last thing done to a list: the list read again, a sentence, a new secret. */
export function makeDone(refetch: () => unknown) {
  const [fresh, setFresh] = createSignal<Fresh | null>(null)
  const [message, setMessage] = createSignal<string | null>(null)
  return {
    shown: { fresh, message, forgetFresh: () => setFresh(null) },
    setFresh,
    async after(words: string | null) {
      await refetch()
      setMessage(words)
    },
  }
}
