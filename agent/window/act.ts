import { createSignal } from 'solid-js'
import { agent } from './door.ts'
import { sentenceOf } from './faults/sentence.ts'

/** What happens to the last thing that was asked for. */
const [said, say] = createSignal<{ text: string; isBad: boolean } | null>(null)

export { said }

const GOOD_MS = 8000
let timer: ReturnType<typeof setTimeout> | undefined

/** Good news goes by itself; what went wrong stays until something else is done. */
export function tell(text: string): void {
  clearTimeout(timer)
  say({ text, isBad: false })
  timer = setTimeout(hush, GOOD_MS)
}

export function hush(): void {
  clearTimeout(timer)
  say(null)
}

/** Does it, and says why where it cannot be done. */
export async function act(work: () => Promise<unknown>, done?: string): Promise<boolean> {
  try {
    await work()
    if (done) tell(done)
    else hush()
    return true
  } catch (error) {
    clearTimeout(timer)
    say({ text: sentenceOf(error), isBad: true })
    return false
  }
}

type Wish = Parameters<typeof agent.wish.mutate>[0]

/** Asks the agent for what the dashboard may order, too. */
export const wish = (it: Wish, done?: string) => act(() => agent.wish.mutate(it), done)

const everything = { sha256: null, connectionId: null } as const

/** Nothing is sent until then, or until somebody resumes it. */
export const pause = (until: Date | null) =>
  wish({ ...everything, wish: { kind: 'pause', until: until?.toISOString() ?? null } })
export const resume = () => wish({ ...everything, wish: { kind: 'resume' } })

export const openUrl = (url: string) => act(() => agent.open.mutate({ url }))
