import {
  GRACE_DAYS,
  PACK,
  PLAN_NAMES,
  PLANS,
  type Plan,
  type PlanName,
  price,
  TRIAL_DAYS,
} from '../../../api/contract/billing/plans.ts'
import { ROLES } from '../../../api/contract/people/access.ts'
import { de as rolesDe } from '../../../app/src/words/de/role.ts'
import { SUPPORT } from '../../../app/src/words/de/settings/billing.ts'
import { en as rolesEn } from '../../../app/src/words/en/role.ts'
import { type Facts, type Language, table } from '../blocks.ts'

const ROLE_HEAD = { en: ['role', 'what it is for'], de: ['Rolle', 'wofür sie da ist'] }

export const planFacts: Facts = {
  roles: (_, language) => {
    const { names, sentences } = { en: rolesEn, de: rolesDe }[language]
    return table(
      ROLE_HEAD[language],
      ROLES.map(role => [names[role], sentences[role]]),
    )
  },
  plans: (_, language) => plans(language),
  'plan-terms': (_, language) => terms(language),
}

type Row = (plan: Plan, name: PlanName) => string

const all = (count: number | null, words: string) => (count === null ? words : String(count))

/** Each limit of a plan, in the order in which people ask for them. */
export const PLAN_ROWS: Record<Language, Record<string, [keyof Plan, Row]>> = {
  en: {
    'a month': ['monthlyCents', it => price(it.monthlyCents)],
    'a year': ['yearlyCents', it => price(it.yearlyCents)],
    'uploads a month': ['uploadsPerMonth', it => all(it.uploadsPerMonth, 'no limit')],
    platforms: ['platforms', it => all(it.platforms, 'all')],
    'texts by the model a day, then drafts': [
      'modelTextsPerDay',
      it => String(it.modelTextsPerDay),
    ],
    figures: ['analytics', it => (it.analytics === 'basic' ? 'totals' : 'each video, and export')],
    'history of figures': [
      'historyDays',
      it => all(it.historyDays, 'all').replace(/\d+/, '$& days'),
    ],
    'own prompts and brand voice': ['hasOwnPrompts', it => (it.hasOwnPrompts ? 'yes' : '–')],
    'API keys and webhooks': ['hasApiAccess', it => (it.hasApiAccess ? 'yes' : '–')],
    'own name, logo and colour': ['hasWhiteLabel', it => (it.hasWhiteLabel ? 'yes' : '–')],
    support: ['support', it => it.support],
  },
  de: {
    'im Monat': ['monthlyCents', it => price(it.monthlyCents)],
    'im Jahr': ['yearlyCents', it => price(it.yearlyCents)],
    'Uploads im Monat': ['uploadsPerMonth', it => all(it.uploadsPerMonth, 'unbegrenzt')],
    Plattformen: ['platforms', it => all(it.platforms, 'alle')],
    'Texte vom Modell am Tag, danach Entwürfe': [
      'modelTextsPerDay',
      it => String(it.modelTextsPerDay),
    ],
    Zahlen: ['analytics', it => (it.analytics === 'basic' ? 'Summen' : 'je Video, und Export')],
    'Verlauf der Zahlen': [
      'historyDays',
      it => all(it.historyDays, 'alles').replace(/\d+/, '$& Tage'),
    ],
    'eigene Vorgaben und Markenstimme': ['hasOwnPrompts', it => (it.hasOwnPrompts ? 'ja' : '–')],
    'API-Schlüssel und Webhooks': ['hasApiAccess', it => (it.hasApiAccess ? 'ja' : '–')],
    'eigener Name, Logo, Farbe': ['hasWhiteLabel', it => (it.hasWhiteLabel ? 'ja' : '–')],
    Hilfe: ['support', (_, name) => SUPPORT[name]],
  },
}

function plans(language: Language): string {
  const rows = Object.entries(PLAN_ROWS[language]).map(([name, [, row]]) => [
    name,
    ...PLAN_NAMES.map(it => row(PLANS[it], it)),
  ])
  return table(['', ...PLAN_NAMES.map(it => PLANS[it].title)], rows)
}

function terms(language: Language): string {
  const pack = `${PACK.uploads}, ${price(PACK.cents)}`
  const rows: Record<Language, string[][]> = {
    en: [
      ['a trial of a paid plan, once', `${TRIAL_DAYS} days`],
      ['a plan is kept after a payment failed', `${GRACE_DAYS} days`],
      ['a pack of uploads for this month', `${pack}, at most ${PACK.mostAtOnce} packs at once`],
    ],
    de: [
      ['einen bezahlten Tarif ausprobieren, einmal', `${TRIAL_DAYS} Tage`],
      ['ein Tarif bleibt nach einer gescheiterten Zahlung', `${GRACE_DAYS} Tage`],
      ['ein Paket Uploads für diesen Monat', `${pack}, höchstens ${PACK.mostAtOnce} auf einmal`],
    ],
  }
  return table({ en: ['what', 'how much'], de: ['was', 'wie viel'] }[language], rows[language])
}
