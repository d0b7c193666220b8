const SIZES = ['B', 'kB', 'MB', 'GB', 'TB']

/** 1_500_000 → "1.5 MB" */
export function bytes(count: number): string {
  const step = count < 1 ? 0 : Math.min(SIZES.length - 1, Math.floor(Math.log10(count) / 3))
  const value = count / 1000 ** step
  return `${value >= 100 || step === 0 ? Math.round(value) : value.toFixed(1)} ${SIZES[step]}`
}

/** 61_000 ms → "1:01" */
export function duration(ms: number): string {
  const seconds = Math.round(ms / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

const dayAndTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })
export const instant = (iso: string) => dayAndTime.format(new Date(iso))

const dayAlone = new Intl.DateTimeFormat(undefined, { dateStyle: 'long' })
export const day = (iso: string) => dayAlone.format(new Date(iso))

/** 2900, "usd" → "$29.00" */
export const money = (cents: number, currency: string) =>
  new Intl.NumberFormat(undefined, { style: 'currency', currency }).format(cents / 100)

const figure = new Intl.NumberFormat(undefined, { notation: 'compact' })
export const count = (value: number) => figure.format(value)
