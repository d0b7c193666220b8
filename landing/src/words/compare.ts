import { PLANS, PLATFORMS, price } from '@content/api/contract'
import type { Aspect } from '../data/rivals/rival.ts'
import type { Locale } from '../site.ts'

const aspects: Record<Locale, Record<Aspect, string>> = {
  en: {
    start: 'How it begins',
    path: 'The way of your video',
    repair: 'A file that would be refused',
    size: 'Largest file',
    resume: 'Goes on after a crash',
    once: 'A lost answer',
    tiktok: 'TikTok’s rules',
    analytics: 'Figures',
    platforms: 'Platforms',
    teams: 'Teams',
    price: 'Price',
  },
  de: {
    start: 'Womit es beginnt',
    path: 'Der Weg Ihres Videos',
    repair: 'Eine Datei, die abgelehnt würde',
    size: 'Größte Datei',
    resume: 'Geht nach einem Absturz weiter',
    once: 'Eine verlorene Antwort',
    tiktok: 'TikToks Regeln',
    analytics: 'Zahlen',
    platforms: 'Plattformen',
    teams: 'Teams',
    price: 'Preis',
  },
}
const ours: Record<Locale, Record<Aspect, string>> = {
  en: {
    start: 'A watch folder, a window, a command, or the API.',
    path: 'Straight from your disk to the platform.',
    repair: 'The smallest change that helps, on your machine, before the upload.',
    size: 'What the platform takes; no limit of ours.',
    resume: 'Yes, on every platform, at the byte where it was.',
    once: 'The platform is asked. What it cannot say, you are asked; nothing is repeated blindly.',
    tiktok: 'Asked for each video, nothing chosen beforehand, in TikTok’s own words.',
    analytics: 'Kept day by day from the first day, with export.',
    platforms: `${PLATFORMS.length}, for video only.`,
    teams: 'Four roles, review, an audit log, white label.',
    price: `Free for ${PLANS.free.uploadsPerMonth} videos, then ${price(PLANS.pro.monthlyCents)} for ${PLANS.pro.uploadsPerMonth}, ${price(PLANS.enterprise.monthlyCents)} without limit.`,
  },
  de: {
    start: 'Ein überwachter Ordner, ein Fenster, ein Befehl oder die API.',
    path: 'Direkt von Ihrer Festplatte zur Plattform.',
    repair: 'Die kleinste Änderung, die hilft, auf Ihrem Rechner, vor dem Upload.',
    size: 'Was die Plattform nimmt; keine Grenze von uns.',
    resume: 'Ja, auf jeder Plattform, bei dem Byte, bei dem es war.',
    once: 'Die Plattform wird gefragt. Weiß sie es nicht, werden Sie gefragt; nichts wird blind wiederholt.',
    tiktok: 'Bei jedem Video gefragt, nichts vorausgewählt, in TikToks eigenen Worten.',
    analytics: 'Tag für Tag behalten ab dem ersten, mit Export.',
    platforms: `${PLATFORMS.length}, nur für Videos.`,
    teams: 'Vier Rollen, Prüfung, Protokoll, White Label.',
    price: `Kostenlos für ${PLANS.free.uploadsPerMonth} Videos, dann ${price(PLANS.pro.monthlyCents)} für ${PLANS.pro.uploadsPerMonth}, ${price(PLANS.enterprise.monthlyCents)} ohne Grenze.`,
  },
}

const en = {
  aspects: aspects.en,
  ours: ours.en,
  title: 'Comparison',
  headline: 'How we compare, and where others are better.',
  description:
    'Content Creation beside Postiz, TryPost, BrightBean Studio, Post for Me and PostyBirb: each fact with its source and date.',
  lead: 'We read the code and the documentation of the tools that come nearest. Each fact has its source; what is not said here, we could not find out.',
  one: (name: string) => `Content Creation and ${name}`,
  oneDescription: (name: string) =>
    `What ${name} and Content Creation do differently, with the source of each fact, and what ${name} does better.`,
  read: (name: string, repository: string, day: string) =>
    `What is said of ${name} was read in ${repository} as of ${day}. It may have changed since; tell us, and we correct it.`,
  source: 'Source',
  sourceOf: (aspect: string) => `Source: ${aspect}`,
  better: (name: string) => `What ${name} does better`,
  others: 'More comparisons',
  see: 'Compare',
  us: 'Content Creation',
}
const de: typeof en = {
  aspects: aspects.de,
  ours: ours.de,
  title: 'Vergleich',
  headline: 'Wie wir uns vergleichen, und wo andere besser sind.',
  description:
    'Content Creation neben Postiz, TryPost, BrightBean Studio, Post for Me und PostyBirb: jede Angabe mit Quelle und Datum.',
  lead: 'Wir haben Code und Dokumentation der Werkzeuge gelesen, die uns am nächsten kommen. Jede Angabe hat ihre Quelle; was hier nicht steht, konnten wir nicht herausfinden.',
  one: name => `Content Creation und ${name}`,
  oneDescription: name =>
    `Was ${name} und Content Creation anders machen, mit der Quelle jeder Angabe, und was ${name} besser kann.`,
  read: (name, repository, day) =>
    `Was über ${name} gesagt wird, wurde in ${repository} mit Stand vom ${day} gelesen. Es kann sich seitdem geändert haben; sagen Sie es uns, und wir berichtigen es.`,
  source: 'Quelle',
  sourceOf: aspect => `Quelle: ${aspect}`,
  better: name => `Was ${name} besser kann`,
  others: 'Weitere Vergleiche',
  see: 'Vergleichen',
  us: 'Content Creation',
}

export const comparisonWords: Record<Locale, typeof en> = { en, de }
