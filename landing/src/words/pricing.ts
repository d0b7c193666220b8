import { GRACE_DAYS, PACK, PLANS, price, TRIAL_DAYS } from '@content/api/contract'
import type { Locale } from '../site.ts'

const freeMonths = (PLANS.pro.monthlyCents * 12 - PLANS.pro.yearlyCents) / PLANS.pro.monthlyCents

const en = {
  title: 'Prices',
  description: `Free for ${PLANS.free.uploadsPerMonth} uploads a month; Pro ${price(PLANS.pro.monthlyCents)}, Enterprise ${price(PLANS.enterprise.monthlyCents)} a month. One upload is one video on any number of channels.`,
  headline: 'One video is one upload, on every channel.',
  lead: `Not per channel, not per person. Paid yearly, ${freeMonths} months are free. A first paid plan costs nothing for ${TRIAL_DAYS} days.`,
  table: 'The plans, line by line',
  rows: {
    monthly: 'By the month',
    yearly: 'By the year',
    perMonth: 'that is, a month',
    uploads: 'Uploads a month',
    platforms: 'Platforms',
    people: 'People in the workspace',
    texts: 'Texts by the model, a day',
    analytics: 'Figures',
    export: 'Export as CSV',
    prompts: 'Own prompts, brand voice',
    api: 'API keys, webhooks',
    whiteLabel: 'Own name, logo, colour',
    support: 'Support',
  },
  values: {
    unlimited: 'Unlimited',
    all: 'All',
    any: (count: number) => `Any ${count}`,
    noLimit: 'No limit',
    yes: 'Yes',
    no: '–',
    days: (count: number) => `Totals, ${count} days`,
    history: 'All history, per video',
  },
  limit: {
    title: 'What happens at the limit',
    parts: [
      [
        'We tell you before',
        'At 80 % and at 100 %, once each per month, in the dashboard and by mail.',
      ],
      [
        'Nothing is lost',
        'Videos that no longer fit wait on your disk, and go out when a new month begins or you buy more. What was published stays public.',
      ],
      [
        'A little more, without changing plans',
        `${PACK.uploads} more uploads for the running month cost ${price(PACK.cents)}, up to ${PACK.mostAtOnce} such packs at once. Nothing renews by itself.`,
      ],
      [
        'If a payment fails',
        `Everything stays as it is for ${GRACE_DAYS} days. Then the workspace has what Free includes, and keeps all its videos and figures.`,
      ],
    ],
  },
  calculator: {
    title: 'Which plan is yours?',
    caption: 'What so many videos a month cost, on all platforms',
    videos: 'Videos a month',
    cheapest: 'The cheapest way',
    cost: 'A month, paid monthly',
    each: 'A video',
    plan: (plan: string, packs: number) =>
      packs === 0 ? plan : `${plan} and ${packs} × ${PACK.uploads} more`,
    note: 'Free is for one platform; the table assumes that you publish on all of them, except where it says Free.',
    onFree: 'Free, on one platform',
  },
  enterprise: {
    title: 'For agencies and programs',
    text: 'Enterprise has no upload limit, puts your name, logo and colour on the dashboard, opens the API and signed webhooks, and answers in person.',
    more: 'Teams and white label',
  },
  questions: {
    title: 'Questions about money',
    list: [
      [
        'Can I change plans at any time?',
        'Upwards at once: what is left of what you have paid is taken off. Downwards at the end of what you have paid for, and until then you can take it back.',
      ],
      [
        'Do you charge for failed uploads?',
        'No. An upload counts when the first channel has it. If none takes it, it is given back.',
      ],
      ['Do unused uploads carry over?', 'No. Each month begins with the full number of the plan.'],
      [
        'Who handles my card?',
        'Stripe. We never see its number. Invoices are in the settings, and at Stripe.',
      ],
      ['Are these prices with tax?', 'They are in US dollars, before tax.'],
    ],
  },
}

const de: typeof en = {
  title: 'Preise',
  description: `Kostenlos für ${PLANS.free.uploadsPerMonth} Uploads im Monat; Pro ${price(PLANS.pro.monthlyCents)}, Enterprise ${price(PLANS.enterprise.monthlyCents)} im Monat. Ein Upload ist ein Video auf beliebig vielen Kanälen.`,
  headline: 'Ein Video ist ein Upload, auf jedem Kanal.',
  lead: `Nicht je Kanal, nicht je Person. Im Jahr bezahlt sind ${freeMonths} Monate kostenlos. Der erste bezahlte Plan kostet ${TRIAL_DAYS} Tage lang nichts.`,
  table: 'Die Pläne, Zeile für Zeile',
  rows: {
    monthly: 'Monatlich',
    yearly: 'Jährlich',
    perMonth: 'das ist im Monat',
    uploads: 'Uploads im Monat',
    platforms: 'Plattformen',
    people: 'Personen im Arbeitsbereich',
    texts: 'Texte vom Modell, am Tag',
    analytics: 'Zahlen',
    export: 'Export als CSV',
    prompts: 'Eigene Vorgaben, eigener Ton',
    api: 'API-Schlüssel, Webhooks',
    whiteLabel: 'Eigener Name, Logo, Farbe',
    support: 'Hilfe',
  },
  values: {
    unlimited: 'Unbegrenzt',
    all: 'Alle',
    any: count => `${count} nach Wahl`,
    noLimit: 'Ohne Grenze',
    yes: 'Ja',
    no: '–',
    days: count => `Summen, ${count} Tage`,
    history: 'Ganzer Verlauf, je Video',
  },
  limit: {
    title: 'Was an der Grenze geschieht',
    parts: [
      [
        'Wir sagen es vorher',
        'Bei 80 % und bei 100 %, je einmal im Monat, im Dashboard und per Mail.',
      ],
      [
        'Nichts geht verloren',
        'Videos, die nicht mehr passen, warten auf Ihrer Festplatte und gehen hinaus, wenn ein neuer Monat beginnt oder Sie mehr kaufen. Veröffentlichtes bleibt öffentlich.',
      ],
      [
        'Etwas mehr, ohne anderen Plan',
        `${PACK.uploads} weitere Uploads für den laufenden Monat kosten ${price(PACK.cents)}, bis zu ${PACK.mostAtOnce} solcher Pakete auf einmal. Nichts verlängert sich von selbst.`,
      ],
      [
        'Wenn eine Zahlung scheitert',
        `${GRACE_DAYS} Tage bleibt alles, wie es ist. Danach hat der Arbeitsbereich, was Free enthält, und behält alle Videos und Zahlen.`,
      ],
    ],
  },
  calculator: {
    title: 'Welcher Plan passt?',
    caption: 'Was so viele Videos im Monat kosten, auf allen Plattformen',
    videos: 'Videos im Monat',
    cheapest: 'Am günstigsten',
    cost: 'Im Monat, monatlich bezahlt',
    each: 'Je Video',
    plan: (plan, packs) => (packs === 0 ? plan : `${plan} und ${packs} × ${PACK.uploads} weitere`),
    note: 'Free gilt für eine Plattform; die Tabelle nimmt an, dass Sie auf allen veröffentlichen, außer wo Free steht.',
    onFree: 'Free, auf einer Plattform',
  },
  enterprise: {
    title: 'Für Agenturen und Programme',
    text: 'Enterprise hat keine Upload-Grenze, trägt Ihren Namen, Ihr Logo und Ihre Farbe, öffnet die API und signierte Webhooks und antwortet persönlich.',
    more: 'Teams und White Label',
  },
  questions: {
    title: 'Fragen zum Geld',
    list: [
      [
        'Kann ich den Plan jederzeit wechseln?',
        'Nach oben sofort: Was von Ihrer Zahlung übrig ist, wird abgezogen. Nach unten zum Ende dessen, was bezahlt ist, und bis dahin können Sie es zurücknehmen.',
      ],
      [
        'Kosten gescheiterte Uploads?',
        'Nein. Ein Upload zählt, wenn der erste Kanal ihn hat. Nimmt ihn keiner, wird er zurückgegeben.',
      ],
      [
        'Gehen nicht genutzte Uploads in den nächsten Monat über?',
        'Nein. Jeder Monat beginnt mit der vollen Zahl des Plans.',
      ],
      [
        'Wer sieht meine Karte?',
        'Stripe. Wir sehen ihre Nummer nie. Rechnungen stehen in den Einstellungen und bei Stripe.',
      ],
      ['Sind das Preise mit Steuer?', 'Sie sind in US-Dollar und ohne Steuer.'],
    ],
  },
}

export const pricingWords: Record<Locale, typeof en> = { en, de }
