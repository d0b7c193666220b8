import type { Platform } from '@content/api/contract'
import { createSignal } from 'solid-js'
import { account } from '../account.ts'
import { type Language, locale } from '../words.ts'

/** As the agent tells of it. */
export interface Fault {
  code: string | null
  reason: string | null
}

/** The language in which the agent says why. */
const OF_AGENT: Language = 'en'

/** Hundreds of sentences, for which nobody waits. */
const [catalogue, setCatalogue] = createSignal<typeof import('./catalogue.ts') | null>(null)

export const readCatalogue = async () => void setCatalogue(await import('./catalogue.ts'))

/**
 * Why, in this window's language. The agent says it more exactly, but in its own; where the
 * catalogue has no words for it, that is better than nothing.
 */
export function reasonOf({ code, reason }: Fault, platform: Platform | null = null) {
  if (reason === null) return null
  const own = { text: reason, lang: OF_AGENT }
  if (locale === OF_AGENT) return own
  // Without a code it only explains a state, which has words of its own.
  if (code === null) return null
  const cause = catalogue()?.causeOf(platform, code)
  return cause ? { text: cause, lang: locale } : own
}

/** The page of the documentation about it; null where there is none. */
export function helpAbout(code: string | null, platform: Platform | null = null): string | null {
  const site = account()?.dashboard
  const page = code && catalogue()?.pageOf(platform, code)
  return site && page ? new URL(page, site).href : null
}
