import { createSignal } from 'solid-js'
import type { Update } from '../src/window/updates.ts'
import { act, tell } from './act.ts'
import { agent } from './door.ts'
import { words } from './words.ts'

const [update, setUpdate] = createSignal<Update | null>(null)
const [isTaking, setTaking] = createSignal(false)

/** What is known of newer versions; null until that is read. */
export { isTaking, update }

const LATER_MS = 3_600_000

/** The agent asks once a day by itself; here that is only looked up. */
export async function followUpdates(): Promise<void> {
  for (;;) {
    const known = await agent.update.known.query().catch(() => null)
    if (known) setUpdate(known)
    await new Promise(resolve => setTimeout(resolve, LATER_MS))
  }
}

export const askUpdate = () =>
  act(async () => {
    const it = await agent.update.ask.mutate()
    setUpdate(it)
    if (it.kind === 'current') tell(words.update.newest)
  })

/** Ends with an agent that starts anew, or with the reason why the present one stays. */
export async function takeUpdate(): Promise<void> {
  setTaking(true)
  await act(() => agent.update.take.mutate())
  setTaking(false)
}
