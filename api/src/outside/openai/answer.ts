import { z } from 'zod'
import type { Platform } from '../../../contract/index.ts'
import { definitionOf, Metadata } from '../../../contract/index.ts'

/** The object that the model has to fill: one part for each platform asked for. */
export const answerShape = (platforms: readonly Platform[]) =>
  z.object(Object.fromEntries(platforms.map(platform => [platform, definitionOf(platform).answer])))

/** The answer as metadata within every limit, or what is wrong with it, in sentences. */
export function readAnswer(
  text: string,
  platforms: readonly Platform[],
): { metadata: Metadata[] } | { problems: string[] } {
  const answer = Answer.safeParse(asJson(text)).data
  if (!answer) return { problems: [NOT_AS_ASKED] }
  const read = platforms.map(platform => readPart(platform, answer[platform]))
  const problems = read.flatMap(part => ('problems' in part ? part.problems : []))
  if (problems.length > 0) return { problems: [...new Set(problems)] }
  return { metadata: read.flatMap(part => ('metadata' in part ? [part.metadata] : [])) }
}

const Answer = z.record(z.string(), z.unknown())
const NOT_AS_ASKED = 'The answer was not the JSON that was asked for.'

function readPart(platform: Platform, part: unknown) {
  const definition = definitionOf(platform)
  const missing = { problems: [`The part for ${platform} was missing.`] }
  if (part === undefined) return missing
  const answered = definition.answer.safeParse(part)
  if (!answered.success) return { problems: [NOT_AS_ASKED] }
  // Safe cast: it was read by the shape of the same platform.
  const composed = definition.compose(answered.data as never)
  if (!composed) return missing
  const words = Metadata.safeParse({ platform, ...composed })
  if (words.success) return { metadata: words.data }
  return { problems: words.error.issues.map(issue => issue.message) }
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
