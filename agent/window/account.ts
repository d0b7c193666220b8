import { createSignal, onCleanup, onMount } from 'solid-js'
import type { Account } from '../src/window/account.ts'
import { agent, standing } from './door.ts'

const [account, setAccount] = createSignal<Account | null>(null)

export { account }

/** Who is signed in and can be asked; null while nobody is, or the server is away. */
export function member() {
  const it = account()
  return it?.state === 'signedIn' ? it : null
}

const SOON_MS = 3000
const LATER_MS = 60_000

let timer: ReturnType<typeof setTimeout> | undefined
let isHurried = false

/** While this is shown, somebody may be changing it in the browser: it is asked for often. */
export function useHurry(): void {
  onMount(() => hurry(true))
  onCleanup(() => hurry(false))
}

function hurry(is: boolean): void {
  isHurried = is
  if (is) void readAccount()
}

/** Asks who is signed in; often while nobody is, because that is about to change. */
export async function readAccount(): Promise<void> {
  clearTimeout(timer)
  if (standing() === 'in') {
    const read = await agent.account.query().catch(() => null)
    if (read) setAccount(read)
  }
  const isSettled = account()?.state === 'signedIn' && !isHurried
  clearTimeout(timer)
  timer = setTimeout(() => void readAccount(), isSettled ? LATER_MS : SOON_MS)
}
