/** Names as the IANA database writes them; a bare offset knows no summer time. */
const NAME = /^(UTC|[A-Z][A-Za-z]+\/[A-Z][A-Za-z0-9_+-]+(\/[A-Z][A-Za-z_]+)?)$/

/** Whether this names a time zone, by the IANA database of this machine. */
export function isTimeZone(name: string): boolean {
  if (!NAME.test(name)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
