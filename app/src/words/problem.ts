import type { Problem } from '@content/api/contract'
import { de } from './de/problem.ts'
import { en } from './en/problem.ts'
import { wordsIn } from './locale.ts'

const words = wordsIn({ en, de })

/** One sentence, and the detail when there is one; details come from the server, in English. */
export function sentenceFor(problem: Problem): string {
  const fields = Object.values(problem.fields ?? {})
  if (fields.length > 0) return fields.join(' ')
  return problem.detail ?? words().sentences[problem.code] ?? problem.title
}

/** What was asked for wrongly, or by somebody whom we do not know, its own sentence explains. */
export const codeToExplain = ({ code, fields }: Problem) =>
  fields || code === 'unauthenticated' ? null : code

/** What is said when no answer came at all. */
export const unreachable = () => words().unreachable
