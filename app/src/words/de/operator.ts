import type { en } from '../en/operator.ts'

export const de: typeof en = {
  title: 'Betrieb',
  heading: 'Kennzahlen',
  before: 'Der Monat davor',
  after: 'Der Monat danach',
  about: 'Monate zählen nach UTC. Jede Linie zeigt die zwölf Monate bis zu diesem.',
  isOn: 'Dieser Monat ist noch nicht vorbei.',
  since: when => `Seit ${when}.`,
  was: figure => `Im Monat davor: ${figure}`,
  spend: {
    title: month => `Ausgaben im ${month}`,
    about:
      'Anzeigen, Messen, Sponsoring: was es kostete, bekannt zu werden. Ein neuer Eintrag ersetzt den alten.',
    label: 'US-Dollar',
    save: 'Speichern',
    saved: 'Gespeichert.',
  },
  groups: {
    money: 'Geld',
    workspaces: 'Arbeitsbereiche',
    publishing: 'Veröffentlichen',
  },
  figures: {
    mrrCents: 'Umsatz im Monat (MRR)',
    arpuCents: 'Umsatz je zahlendem Arbeitsbereich',
    ltvCents: 'Wert über die Laufzeit (LTV)',
    spendCents: 'Ausgaben für Bekanntheit',
    cacCents: 'Kosten je Gewonnenem (CAC)',
    ltvToCac: 'LTV : CAC',
    revenueChurn: 'Umsatzverlust',
    activeWorkspaces: 'Aktiv (MAU)',
    signUps: 'Registriert',
    payingWorkspaces: 'Zahlend',
    newPaying: 'Neu zahlend',
    conversion: 'Von frei zu zahlend',
    logoChurn: 'Abgänge',
    published: 'Veröffentlicht',
    failed: 'Fehlgeschlagen',
    uploadSuccess: 'Erfolgsquote',
  },
}
