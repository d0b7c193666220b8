import { z } from 'zod'

/** How platforms count what is written, each in a unit of its own. */
export const utf8Bytes = (text: string) => new TextEncoder().encode(text).length
export const codePoints = (text: string) => [...text].length
export const countHashtags = (text: string) => text.match(/#[\p{L}\p{N}_]+/gu)?.length ?? 0
export const countMentions = (text: string) => text.match(/(?<![\w.])@[\w.]+/g)?.length ?? 0

/** Tags as people write them, in one line. */
export const tagsIn = (line: string) =>
  line
    .split(',')
    .map(tag => tag.trim())
    .filter(Boolean)

export const hashtags = (words: readonly string[]) => words.map(word => `#${word}`).join(' ')

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** As much of the text as fits, ended at a word where there is one, never inside a character. */
export function cutToFit(text: string, fits: (text: string) => boolean): string {
  if (fits(text)) return text
  let kept = ''
  for (const { segment } of graphemes.segment(text)) {
    if (!fits(`${kept}${segment}…`)) break
    kept += segment
  }
  const atWord = kept.replace(/\s+\S*$/u, '')
  return `${atWord.length >= kept.length / 2 ? atWord : kept}…`
}

/** A model's answer for a platform whose words are one caption. */
export const CaptionAnswer = (most: number) =>
  z.object({
    caption: z.string().describe(`At most ${most} characters, without hashtags`),
    hashtags: z.array(z.string()).describe('Single words without # and without spaces, at most 8'),
  })
export type CaptionAnswer = z.infer<ReturnType<typeof CaptionAnswer>>

/** Caption and hashtags as one text; null when nothing is in it, which no limit forbids. */
export function captioned(answer: CaptionAnswer): { caption: string } | null {
  const words = answer.hashtags.map(tag => tag.replace(/[^\p{L}\p{N}\p{M}_]/gu, '')).filter(Boolean)
  const caption = [answer.caption.trim(), hashtags([...new Set(words)])]
    .filter(Boolean)
    .join('\n\n')
  return caption === '' ? null : { caption }
}
