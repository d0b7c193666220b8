/** How a test card behaves: with the person at the screen, and later without them. */
export interface Card {
  number: string
  label: string
  brand: string
  token: string
  present: 'ok' | 'declined' | 'authenticate'
  absent: 'ok' | 'declined' | 'authenticate'
  declineCode?: string
}

/** Stripe's own test numbers, by what they are for. */
export const CARDS: Card[] = [
  {
    number: '4242424242424242',
    label: 'Succeeds',
    brand: 'visa',
    token: 'pm_card_visa',
    present: 'ok',
    absent: 'ok',
  },
  {
    number: '5555555555554444',
    label: 'Succeeds (Mastercard)',
    brand: 'mastercard',
    token: 'pm_card_mastercard',
    present: 'ok',
    absent: 'ok',
  },
  {
    number: '4000000000000002',
    label: 'Is declined',
    brand: 'visa',
    token: 'pm_card_chargeDeclined',
    present: 'declined',
    absent: 'declined',
    declineCode: 'generic_decline',
  },
  {
    number: '4000000000009995',
    label: 'Has insufficient funds',
    brand: 'visa',
    token: 'pm_card_chargeDeclinedInsufficientFunds',
    present: 'declined',
    absent: 'declined',
    declineCode: 'insufficient_funds',
  },
  {
    number: '4000000000000341',
    label: 'Can be saved, then fails when charged',
    brand: 'visa',
    token: 'pm_card_chargeCustomerFail',
    present: 'declined',
    absent: 'declined',
    declineCode: 'generic_decline',
  },
  {
    number: '4000002500003155',
    label: 'Needs 3-D Secure once, then renews by itself',
    brand: 'visa',
    token: 'pm_card_authenticationRequiredOnSetup',
    present: 'authenticate',
    absent: 'ok',
  },
  {
    number: '4000002760003184',
    label: 'Needs 3-D Secure for every payment',
    brand: 'visa',
    token: 'pm_card_authenticationRequired',
    present: 'authenticate',
    absent: 'authenticate',
  },
]

/** A card by its number, its token, or the last four digits. */
export function cardOf(numberOrToken: string): Card | undefined {
  const digits = numberOrToken.replace(/\D/g, '')
  return CARDS.find(
    card =>
      card.token === numberOrToken ||
      (digits.length >= 4 && !numberOrToken.startsWith('pm_') && card.number.endsWith(digits)),
  )
}

/** Whether a card can be kept for later at all. */
export function canBeSaved(card: Card): boolean {
  return card.present !== 'declined' || card.number.endsWith('0341')
}
