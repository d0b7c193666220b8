import type { en } from '../en/calendar.ts'

export const de: typeof en = {
  title: 'Kalender',
  about: zone => `Was wann hinausgeht, auf der Uhr Ihres Arbeitsbereichs (${zone}).`,
  loading: 'Der Kalender wird geladen',
  views: { month: 'Monat', week: 'Woche', list: 'Liste' },
  view: 'Ansicht',
  before: 'Früher',
  after: 'Später',
  today: 'Heute',
  none: 'In dieser Zeit geht nichts hinaus.',
  first: 'Ein Video aus Ihrem Ordner erscheint hier von selbst und kann seinen Tag bekommen.',
  toVideos: 'Ihre Videos',
  kinds: {
    live: 'Veröffentlicht',
    inLine: 'In der Reihe, dann erwartet',
    scheduled: 'Geplant',
    paused: 'Bis dahin angehalten',
    trouble: 'Dann neuer Versuch',
    review: 'Wartet auf ein Ja',
  },
  clock: shown => `An diesem Tag werden die Uhren umgestellt: ${shown}`,
  more: (count: number) => `+ ${count} weitere`,
  open: (at, platform) => `Gute Zeit: ${at} (${platform})`,
  fill: when => `Was geht am ${when} hinaus?`,
  noneToFill: 'Kein Video wartet ohne Termin. Neue erscheinen hier von selbst.',
  undated: 'Wartet auf ein Ja, ohne Termin',
  undatedHint: 'Ziehen Sie eines auf einen Tag, oder wählen Sie die Zeit.',
  schedule: 'Planen',
  isOver: 'Das ist vorbei. Es bleibt, wo es war.',
  moveHint:
    'Zum Verschieben ziehen. Mit der Tastatur: m auf einem geplanten Video, Pfeile, Eingabe.',
  moving: name =>
    `${name} wird verschoben. Pfeile wählen die Zeit, Eingabe legt ab, Escape lässt es.`,
  to: when => `Auf ${when}`,
  left: 'Es bleibt, wo es war.',
  keys: [
    ['m', 'Das fokussierte Video verschieben'],
    ['Pfeile, Eingabe', 'Tag und Zeit wählen'],
  ],
}
