const RESERVED = new Set('\\|{}@[]()<>#*_~')

/**
 * What is shown of a `commentary`. Its marks have to be escaped by a backslash each; at one that is
 * not, LinkedIn reads no further, and says nothing of it.
 */
export function shownText(commentary: string): string {
  let shown = ''
  for (let at = 0; at < commentary.length; at++) {
    const mark = commentary.charAt(at)
    if (!RESERVED.has(mark)) {
      shown += mark
      continue
    }
    const escaped = commentary.charAt(at + 1)
    if (mark !== '\\' || !RESERVED.has(escaped)) return shown
    shown += escaped
    at += 1
  }
  return shown
}
