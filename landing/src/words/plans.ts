import { type PlanName, TRIAL_DAYS } from '@content/api/contract'
import type { Locale } from '../site.ts'

const support: Record<Locale, Record<PlanName, string>> = {
  en: { free: 'community', pro: 'e-mail, within 48 hours', enterprise: 'dedicated' },
  de: { free: 'Community', pro: 'E-Mail, binnen 48 Stunden', enterprise: 'persönlich' },
}
const forWhom: Record<Locale, Record<PlanName, string>> = {
  en: {
    free: 'To see whether it is for you.',
    pro: 'For creators who publish every week.',
    enterprise: 'For teams, agencies and programs.',
  },
  de: {
    free: 'Um zu sehen, ob es das Richtige ist.',
    pro: 'Für alle, die jede Woche veröffentlichen.',
    enterprise: 'Für Teams, Agenturen und Programme.',
  },
}

const en = {
  forWhom: forWhom.en,
  unlimited: 'Unlimited uploads',
  uploads: (count: number) => `${count} uploads a month`,
  allPlatforms: 'All platforms',
  platforms: (count: number) => (count === 1 ? 'Any one platform' : `Any ${count} platforms`),
  allHistory: 'All figures, per platform and video, with export',
  history: (days: number) => `Totals of the last ${days} days`,
  prompts: 'Your own prompts and brand voice',
  noPrompts: 'Text by the default prompt',
  api: 'API and webhooks',
  whiteLabel: 'Your name, logo and colour',
  supportWith: support.en,
  support: (plan: PlanName) => `Support: ${support.en[plan]}`,
  aMonth: ' a month',
  aYear: (amount: string) => `or ${amount} a year`,
  asLong: 'for as long as you like',
  start: 'Start free',
  trial: `Try it ${TRIAL_DAYS} days free`,
}
const de: typeof en = {
  forWhom: forWhom.de,
  unlimited: 'Unbegrenzte Uploads',
  uploads: count => `${count} Uploads im Monat`,
  allPlatforms: 'Alle Plattformen',
  platforms: count => (count === 1 ? 'Eine Plattform nach Wahl' : `${count} Plattformen nach Wahl`),
  allHistory: 'Alle Zahlen, je Plattform und Video, mit Export',
  history: days => `Summen der letzten ${days} Tage`,
  prompts: 'Eigene Vorgaben und eigener Ton',
  noPrompts: 'Texte nach der Standardvorgabe',
  api: 'API und Webhooks',
  whiteLabel: 'Ihr Name, Ihr Logo, Ihre Farbe',
  supportWith: support.de,
  support: plan => `Hilfe: ${support.de[plan]}`,
  aMonth: ' im Monat',
  aYear: amount => `oder ${amount} im Jahr`,
  asLong: 'so lange Sie möchten',
  start: 'Kostenlos starten',
  trial: `${TRIAL_DAYS} Tage kostenlos testen`,
}

export const planWords: Record<Locale, typeof en> = { en, de }
