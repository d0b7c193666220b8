// Words that say nothing about a video, in the languages most file names are written in.
const EMPTY_WORDS = new Set(
  (
    'the and for with from this that our your how what when final edit edited export ' +
    'render draft version copy video clip reel short shorts der die das und mit für ' +
    'les des avec pour los las una con para por del'
  ).split(' '),
)
const LONGEST_WORD = 30

/** The words worth a tag, each once, in the order they stand. */
export function keywordsOf(text: string): string[] {
  const words = text.toLowerCase().split(/[^\p{L}\p{N}\p{M}]+/u)
  const telling = words.filter(word => {
    const length = [...word].length
    const least = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u.test(word) ? 2 : 3
    return (
      length >= least && length <= LONGEST_WORD && /\p{L}/u.test(word) && !EMPTY_WORDS.has(word)
    )
  })
  return [...new Set(telling)]
}
