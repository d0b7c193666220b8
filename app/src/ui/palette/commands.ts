import { createSignal, onCleanup } from 'solid-js'

/** Something a person can do or go to, by its name. */
export interface Command {
  id: string
  words: string
  /** What stands small beside it: a key, a place. */
  hint?: string
  run(): void
}

type Source = () => readonly Command[]
const [sources, setSources] = createSignal<readonly Source[]>([])

/** A page's own commands, in the palette for as long as the page is shown. */
export function useCommands(source: Source): void {
  setSources(all => [...all, source])
  onCleanup(() => setSources(all => all.filter(it => it !== source)))
}

/** What the pages of the moment offer, the innermost first. */
export const pageCommands = (): Command[] =>
  sources()
    .toReversed()
    .flatMap(source => source())

/** Every word that was typed begins a word of the name, in any order. */
export function matching(commands: readonly Command[], typed: string): Command[] {
  const parts = wordsOf(typed)
  return commands.filter(({ words }) => {
    const named = wordsOf(words)
    return parts.every(part => named.some(word => word.startsWith(part)))
  })
}

const wordsOf = (text: string) => text.toLowerCase().split(/\s+/).filter(Boolean)
