import type { PlanName } from '@content/api/contract'
import type { en } from '../../en/settings/billing.ts'

/** What help there is with each plan. */
export const SUPPORT: Record<PlanName, string> = {
  free: 'Gemeinschaft',
  pro: 'E-Mail, innerhalb von 48 Stunden',
  enterprise: 'Persönlich',
}

export const de: typeof en = {
  loading: 'Ihr Tarif wird geladen',
  promises: {
    noLimit: 'Uploads ohne Grenze',
    uploads: count => `${count} Uploads im Monat`,
    allPlatforms: 'Alle Plattformen',
    platforms: count => `${count} Plattform Ihrer Wahl`,
    allHistory: 'Zahlen mit ihrer ganzen Geschichte',
    history: days => `Zahlen von ${days} Tagen`,
    prompts: 'Eigene Vorgaben und Markenstimme',
    api: 'API-Schlüssel und Webhooks',
    look: 'Ihr Name, Logo und Ihre Farbe',
    support: plan => `Hilfe: ${SUPPORT[plan]}`,
  },
  payMonthly: 'Monatlich zahlen',
  payYearly: 'Jährlich zahlen',
  upgradeTo: plan => `Zu ${plan} wechseln`,
  changeTo: plan => `Zu ${plan} ändern`,
  upgradeNow: 'Jetzt wechseln',
  changeNow: 'Jetzt ändern',
  begins: (plan, when) => `${plan} beginnt am ${when}.`,
  youAreOn: plan => `Sie haben jetzt ${plan}.`,
  cancelled: (plan, until) =>
    `Gekündigt. Sie behalten ${plan}${until ? ` bis ${until}` : ''}; es wird nichts mehr abgebucht.`,
  goesOn: plan => `Gut: ${plan} läuft weiter.`,
  thanksPacks: count => `Danke. ${count} zusätzliche Uploads zählen für diesen Monat.`,
  thanks: plan => `Danke. Sie haben jetzt ${plan}.`,
  freeUntil: (plan, when) => `Sie haben jetzt ${plan}, kostenlos bis ${when}.`,
  choice: {
    tryOut: (plan, days) => `${plan} ${days} Tage kostenlos testen`,
    from: when => `Ab ${when}`,
    until: 'Bis zur Änderung oben',
    owed: 'Nach der offenen Zahlung',
    cost: (price, interval) => `${price} ${interval === 'month' ? 'im Monat' : 'im Jahr'}`,
    isTrial: cost => `Heute wird nichts abgebucht. Nach der Testzeit sind es ${cost}.`,
    charged: (price, cost) =>
      `Es gilt sofort. Ihre Karte wird jetzt mit etwa ${price} belastet: dem Preis abzüglich dessen, was vom Bezahlten übrig ist. Danach sind es ${cost}.`,
    refused: 'Wird die Karte abgelehnt, ändert sich nichts.',
    question: words => `${words}?`,
    payTitle: plan => `${plan} monatlich zahlen?`,
    changeOn: when => `Am ${when} ändern`,
    later: (when, cost) =>
      `Bis ${when} behalten Sie, was Sie bezahlt haben. Danach sind es ${cost}. Heute wird nichts abgebucht, und bis dahin können Sie es zurücknehmen.`,
    cancel: plan => `${plan} kündigen`,
    keep: plan => `${plan} behalten`,
    cancelAbout: (plan, when, uploads) =>
      `${plan} bleibt bis ${when}; danach hat der Arbeitsbereich Free, mit ${uploads} Uploads im Monat zu einer Plattform. Videos und Zahlen bleiben. Bis dahin können Sie es zurücknehmen.`,
  },
  confirming: {
    waiting: 'Ihre Zahlung wird bestätigt. Diese Seite ändert sich von selbst, meist in Sekunden.',
    late: 'Stripe hat uns die Zahlung noch nicht gemeldet. Nichts ist verloren: Sie zählt, sobald es geschieht, auch wenn diese Seite geschlossen ist.',
    again: 'Neu laden',
  },
  current: {
    plan: plan => `Tarif ${plan}`,
    nothing: 'Es wird nichts abgebucht.',
    renews: when => `Erneuert sich am ${when}`,
    portal: 'Karten und Adressen bei Stripe',
  },
  invoices: {
    title: 'Rechnungen',
    asking: 'Stripe wird gefragt…',
    none: 'Noch wurde nichts abgebucht.',
    older: 'Ältere Rechnungen anzeigen',
    pay: 'Bezahlen',
    open: 'Öffnen',
    invoice: name => `Rechnung ${name}`,
    ofInvoice: name => `von Rechnung ${name}`,
    states: {
      draft: 'Noch nicht gestellt',
      open: 'Offen',
      paid: 'Bezahlt',
      uncollectible: 'Aufgegeben',
      void: 'Storniert',
    },
  },
  month: {
    published: 'Veröffentlicht',
    held: 'Unterwegs',
    left: 'Übrig',
    noLimit: 'Ohne Grenze',
    resets: 'Neue Uploads am',
    used: (used, limit) => `${used} von ${limit} Uploads dieses Monats verbraucht`,
    extra: count => `${count} für diesen Monat dazugekaufte sind mitgezählt.`,
  },
  notices: {
    noPayments: 'Dieser Server nimmt keine Zahlungen an; jeder Arbeitsbereich behält seinen Tarif.',
    cancelled: (plan, when) =>
      `Gekündigt. ${plan} bleibt bis ${when}; danach hat der Arbeitsbereich Free.`,
    next: (plan, isYearly, when) =>
      `${plan}${isYearly ? ', jährlich bezahlt,' : ''} beginnt am ${when}. Bis dahin ändert sich nichts.`,
    stay: plan => `Bei ${plan} bleiben`,
    trial: (when, cost) =>
      `Ihre Testzeit endet am ${when}. Danach sind es ${cost}, wenn Sie nicht vorher kündigen.`,
    failed: 'Die letzte Zahlung ist nicht durchgegangen.',
    asFree: 'Bis dahin hat der Arbeitsbereich, was Free enthält.',
    grace: when => `Bis ${when} bleibt alles, wie es ist.`,
    payOpen: 'Offene Rechnung bezahlen',
    anotherCard: 'Andere Karte verwenden',
  },
  packs: {
    title: 'Mehr Uploads in diesem Monat',
    about: (uploads, price) => `${uploads} für ${price}, bis der Monat endet.`,
    uploads: 'Uploads',
    buy: price => `Für ${price} kaufen`,
  },
  plans: {
    title: 'Tarife',
    howOften: 'Wie oft bezahlt wird',
    month: 'Monatlich',
    year: 'Jährlich',
    free: months => `Jährlich bezahlt sind ${months} Monate geschenkt.`,
    byOwner: 'Den Tarif wählt ein Inhaber;',
    team: 'die Seite „Team“',
    who: 'sagt, wer das ist.',
    forEver: 'für immer',
    aMonth: 'im Monat',
    aYear: 'im Jahr',
    yours: 'Ihr Tarif',
  },
}
