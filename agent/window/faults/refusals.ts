const GAP = '{}'
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** A sentence in other words where there are some for it; `{}` stands for what it names. */
export function translated(sentence: string, refusals: Readonly<Record<string, string>>): string {
  for (const [said, own] of Object.entries(refusals)) {
    const pattern = said.split(GAP).map(escaped).join('(.*)')
    const found = new RegExp(`^${pattern}$`).exec(sentence)
    if (!found) continue
    const named = found.slice(1)
    return own.replaceAll(GAP, () => named.shift() ?? '')
  }
  return sentence
}
