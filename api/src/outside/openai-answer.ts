import { z } from 'zod'
import type { Platform } from '../../contract/index.ts'
import { Metadata } from '../../contract/index.ts'

const Hashtags = z
  .array(z.string())
  .describe('Single words without # and without spaces, at most 8')
const SHAPES = {
  youtube: z.object({
    title: z.string().describe('At most 100 characters, without < or >'),
    description: z.string().describe('At most 4000 characters, without < or >'),
    tags: z.array(z.string()).describe('At most 15, together at most 400 characters, no commas'),
  }),
  instagram: z.object({
    caption: z.string().describe('At most 1500 characters, without hashtags'),
    hashtags: Hashtags,
  }),
  tiktok: z.object({
    caption: z.string().describe('At most 300 characters, without hashtags'),
    hashtags: Hashtags,
  }),
}

const Answer = z.object(SHAPES).partial()
type Answer = z.infer<typeof Answer>

/** The object that the model has to fill: one part for each platform asked for. */
export const answerShape = (platforms: readonly Platform[]) =>
  z.object(Object.fromEntries(platforms.map(platform => [platform, SHAPES[platform]])))

/** The answer as metadata within every limit, or what is wrong with it, in sentences. */
export function readAnswer(
  text: string,
  platforms: readonly Platform[],
): { metadata: Metadata[] } | { problems: string[] } {
  const answer = Answer.safeParse(asJson(text)).data
  if (!answer) return { problems: ['The answer was not the JSON that was asked for.'] }
  const read = platforms.map(platform => readPart(platform, answer))
  const problems = read.flatMap(part => ('problems' in part ? part.problems : []))
  if (problems.length > 0) return { problems: [...new Set(problems)] }
  return { metadata: read.flatMap(part => ('metadata' in part ? [part.metadata] : [])) }
}

function readPart(platform: Platform, answer: Answer) {
  const composed = COMPOSED[platform](answer)
  if (!composed) return { problems: [`The part for ${platform} was missing.`] }
  const parsed = Metadata.safeParse({ platform, ...composed })
  if (parsed.success) return { metadata: parsed.data }
  return { problems: parsed.error.issues.map(issue => issue.message) }
}

const COMPOSED: Record<Platform, (answer: Answer) => object | null> = {
  youtube: ({ youtube }) =>
    youtube
      ? {
          title: youtube.title.trim(),
          description: youtube.description.trim(),
          tags: youtube.tags.map(tag => tag.replace(/^#+/, '').trim()).filter(Boolean),
        }
      : null,
  instagram: ({ instagram }) => captioned(instagram),
  tiktok: ({ tiktok }) => captioned(tiktok),
}

function captioned(part: { caption: string; hashtags: string[] } | undefined): object | null {
  if (!part) return null
  const words = part.hashtags.map(tag => tag.replace(/[^\p{L}\p{N}\p{M}_]/gu, '')).filter(Boolean)
  const hashtags = [...new Set(words)].map(word => `#${word}`).join(' ')
  const caption = [part.caption.trim(), hashtags].filter(Boolean).join('\n\n')
  // An empty caption is within every limit, and still no answer.
  return caption === '' ? null : { caption }
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
