import { createSignal } from 'solid-js'
import { agent, sentenceOf } from './door.ts'

/** What happens to the last thing that was asked for. */
const [said, say] = createSignal<{ text: string; isBad: boolean } | null>(null)

export { said }

export const tell = (text: string) => say({ text, isBad: false })
export const hush = () => say(null)

/** Does it, and says why where it cannot be done. */
export async function act(work: () => Promise<unknown>, done?: string): Promise<boolean> {
  try {
    await work()
    say(done ? { text: done, isBad: false } : null)
    return true
  } catch (error) {
    say({ text: sentenceOf(error), isBad: true })
    return false
  }
}

type Wish = Parameters<typeof agent.wish.mutate>[0]

/** Asks the agent for what the dashboard may order, too. */
export const wish = (it: Wish) => act(() => agent.wish.mutate(it))
export const openUrl = (url: string) => act(() => agent.open.mutate({ url }))
