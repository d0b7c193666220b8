declare const harmless: unique symbol
/** Words of a mail: ours, or made harmless. Only the functions of this file make any. */
export type SafeText = string & { readonly [harmless]: true }

/** Our own words; nothing stands between them but numbers and what was made harmless. */
export function safe(ours: TemplateStringsArray, ...inserted: (SafeText | number)[]): SafeText {
  // A sentence may go on in the next line of the code.
  return as(String.raw({ raw: ours.map(part => part.replace(/\s*\n\s*/g, ' ')) }, ...inserted))
}

/**
 * What somebody else wrote, in a mail that comes from us: on one line, without characters that
 * hide or turn text, without anything that a mail program makes a link of, and no longer than that.
 */
export function sanitized(text: string, longest: number): SafeText {
  return as(cut(oneLine(text).replace(LINKING, ' ').replace(/ {2,}/g, ' ').trim(), longest))
}

/** A name that somebody chose. */
export const nameOf = (text: string): SafeText => sanitized(text, LONGEST_NAME)

/**
 * A stranger's name in a mail to somebody who never asked for it. One that looks like an address
 * is left out, or our invitations would carry anybody's advertisement.
 */
export function strangersName(text: string, otherwise: SafeText): SafeText {
  const name = cut(oneLine(text), LONGEST_NAME)
  return name === '' || looksLikeLink(name) || /[:/]/.test(name) ? otherwise : as(name)
}

/**
 * How a workspace calls us in its mails. Its own name never stands alone, and has none of the signs
 * that make a sentence of it: whoever reads it may never have heard of them.
 */
export function brandOf(text: string, ours: SafeText): SafeText {
  if (looksLikeLink(text)) return ours
  const name = sanitized(text.replace(/[^\p{L}\p{M}\p{N} &+'’.,!-]/gu, ' '), LONGEST_BRAND)
  return name === '' ? ours : safe`${name} via ${ours}`
}

/** A file's name, with its ending where no mail program takes that for the end of an address. */
export function fileNameOf(text: string): SafeText {
  const name = oneLine(text)
  const [, stem, ending] =
    /^([^.。．｡]+)\.(mp4|m4v|mkv|webm|avi|mpe?g|m?ts|wmv|flv)$/i.exec(name) ?? []
  if (stem === undefined || looksLikeLink(stem)) return nameOf(name)
  return as(`${sanitized(stem, LONGEST_NAME)}.${ending}`)
}

/** An address of somebody's, as words: `ada at example dot com`. */
export const spelled = (address: string): SafeText =>
  sanitized(address.replaceAll('@', ' at ').replaceAll('.', ' dot '), 254)

/** Where a request came from, in digits. */
export const placeOf = (address: string): SafeText =>
  /^[\d.:a-f]{2,45}$/i.test(address) ? as(address) : safe`an address that is not known`

/** Whether a mail program would make a link of some of it. */
export const looksLikeLink = (text: string): boolean => text.search(LINKING) >= 0

/** Text for a header or a line: nothing in it ends the line or turns what follows around. */
const oneLine = (text: string): string => text.replace(/[\p{C}\p{Z}]+/gu, ' ').trim()

const LONGEST_NAME = 80
const LONGEST_BRAND = 40
// A dot before a letter, a mail address, a scheme; in all the forms that browsers read as those.
const LINKING = /:\/+|[.。．｡](?=[\p{L}\p{M}])|(?<=[\p{L}\p{M}\p{N}])[@＠﹫]|[\\/／]{2,}/gu

function cut(text: string, longest: number): string {
  const characters = [...text]
  return characters.length <= longest ? text : `${characters.slice(0, longest - 1).join('')}…`
}

// Safe: whoever calls it has just made it so.
const as = (text: string) => text as SafeText
