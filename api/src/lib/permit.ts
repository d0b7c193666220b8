/** What costs us money each time that it is asked for. */
export type Budget = 'modelTexts'

declare const paidFor: unique symbol
/** That this once was taken from a budget; only `takePermit` makes one. */
export interface Permit {
  readonly [paidFor]: true
}
