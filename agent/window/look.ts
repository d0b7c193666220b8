import { createSignal } from 'solid-js'
import type { Look } from '../src/window/look.ts'
import { agent } from './door.ts'
import { LANGUAGE } from './words.ts'

const THEME = 'theme'

const [look, setLook] = createSignal<Look | null>(null)

/** How this window is to look, and whether its first steps were taken; null until that is read. */
export { look }

/** What was chosen last is there before the agent answers, so that nothing flashes at a reload. */
export function wearKept(): void {
  wear(sessionStorage.getItem(THEME) ?? 'system')
}

function wear(theme: string): void {
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
}

function take(next: Look): void {
  setLook(next)
  sessionStorage.setItem(THEME, next.theme)
  wear(next.theme)
  const kept = sessionStorage.getItem(LANGUAGE) ?? ''
  if (kept === (next.language ?? '')) return
  sessionStorage.setItem(LANGUAGE, next.language ?? '')
  // Every word is another one.
  location.reload()
}

export async function readLook(): Promise<void> {
  take(await agent.look.read.query())
}

export async function changeLook(change: Partial<Look>): Promise<void> {
  take(await agent.look.change.mutate(change))
}
