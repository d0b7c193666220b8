const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })
const TIME = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: 'UTC' })
const HOUR_MINUTES = 60
const DAY_MINUTES = 24 * HOUR_MINUTES

/** `23 November 2026` */
export const dayOf = (instant: string): string => DAY.format(new Date(instant))

/** `23 November 2026 at 14:05 UTC` */
export const momentOf = (instant: string): string =>
  `${dayOf(instant)} at ${TIME.format(new Date(instant))} UTC`

/** How long something lasts: `30 minutes`, `2 hours`, `7 days`. */
export function spanOf(minutes: number): string {
  const [unit, size] =
    minutes >= 2 * DAY_MINUTES
      ? (['day', DAY_MINUTES] as const)
      : minutes >= HOUR_MINUTES
        ? (['hour', HOUR_MINUTES] as const)
        : (['minute', 1] as const)
  const count = Math.floor(minutes / size)
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

/** `$29.00`, in the currency's own form. */
export const moneyOf = (cents: number, currency: string): string => {
  const style = { style: 'currency', currency: currency.toUpperCase() } as const
  const format = new Intl.NumberFormat('en-US', style)
  const { maximumFractionDigits = 2 } = format.resolvedOptions()
  return format.format(cents / 10 ** maximumFractionDigits)
}

const LONGEST_NAME = 80

/** A name that somebody chose, on one line and without characters that hide or turn text. */
export const nameOf = (text: string): string => oneLine(text, LONGEST_NAME)

/** Text for a header or a line: nothing in it ends the line or turns what follows around. */
export function oneLine(text: string, longest: number): string {
  const plain = text.replace(/[\p{C}\p{Z}]+/gu, ' ').trim()
  const characters = [...plain]
  return characters.length <= longest ? plain : `${characters.slice(0, longest - 1).join('')}…`
}

/**
 * A stranger's name in a mail to somebody who never asked for it. One that a mail program would
 * make a link of is left out, or our invitations would carry anybody's advertisement.
 */
export function strangersName(text: string, otherwise: string): string {
  const name = nameOf(text)
  return name === '' || /:\/\/|[\p{L}\p{N}][.。．｡][\p{L}\p{N}]|@/u.test(name) ? otherwise : name
}

/** Anybody can sign up with anybody's address: whoever is greeted may never have asked for it. */
export const helloTo = (name: string): string => `Hello ${strangersName(name, 'there')}`

/** A device's name, which may look like an address, as words that no mail program makes a link. */
export const unlinked = (text: string): string => nameOf(text.replace(/[.。．｡:/@]/g, ' '))
