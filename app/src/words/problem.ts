import type { FaultCode, Problem } from '@content/api/contract'

/** What a person reads, where the server's own title is not the best sentence on a screen. */
const SENTENCES: Partial<Record<FaultCode, string>> = {
  unauthenticated: 'You are signed out. Please sign in again.',
  internal: 'Something broke on our side. Nothing of yours is lost; please try again.',
}

/** One sentence, and the detail when there is one. */
export function sentenceFor(problem: Problem): string {
  const fields = Object.values(problem.fields ?? {})
  if (fields.length > 0) return fields.join(' ')
  return problem.detail ?? SENTENCES[problem.code] ?? problem.title
}
