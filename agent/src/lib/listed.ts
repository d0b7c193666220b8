const LIST = new Intl.ListFormat('en', { style: 'long', type: 'conjunction' })

/** `a, b and c`, as a person would say it. */
export const listed = (names: readonly string[]): string =>
  LIST.format(names).replace(', and ', ' and ')

/** `1 video`, `2 videos`. */
export const counted = (count: number, noun: string): string =>
  `${count} ${noun}${count === 1 ? '' : 's'}`
