/** Who writes when no model is named, the one we want most first; the provider's list decides. */
export const WRITING_MODELS = [
  'gpt-6.1-terra',
  'gpt-6-luna',
  'gpt-5.6-terra',
  'gpt-5-mini',
  'gpt-4.1-mini',
] as const

/** A model in a provider's list, and the day (`YYYY-MM-DD`) on which it is switched off. */
export interface ListedModel {
  id: string
  shutdown_date?: string | null
}

/** The model to write with today, of those that a provider lists; undefined when it has none. */
export function chooseModel(listed: readonly ListedModel[], today: string) {
  const usable = listed.filter(({ shutdown_date: ends }) => !ends || ends > today)
  // A server of one's own tends to have exactly one.
  if (usable.length === 1) return usable[0]
  return WRITING_MODELS.flatMap(id => usable.find(model => model.id === id) ?? [])[0]
}
