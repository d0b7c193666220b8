import { FAULTS, type FaultCode } from '@content/api/contract'

// The server's own titles, but for two that say more on a screen.
const titles = Object.fromEntries(Object.entries(FAULTS).map(([code, { title }]) => [code, title]))

const sentences: Record<FaultCode, string> = {
  // Safe: each code is a key of the table that it was made from.
  ...(titles as Record<FaultCode, string>),
  unauthenticated: 'You are signed out. Please sign in again.',
  internal: 'Something broke on our side. Nothing of yours is lost; please try again.',
}

export const en = {
  sentences,
  unreachable: 'We cannot reach the server. Check your connection and try again.',
}
