import type { Locale } from '../site.ts'

const en = {
  title: 'Status',
  description: 'Whether this server of Content Creation works just now.',
  lead: 'What this server says of itself, asked by your browser every half minute.',
  static:
    'This page was opened from a place that has no server behind it, or without JavaScript. Then it cannot know how things are: open /readyz at the address of the dashboard.',
  up: 'Everything works.',
  alerts: 'It works, and its operator was told of something:',
  down: 'The server answers, but cannot work just now. Your videos wait on your disk and go on by themselves.',
  unknown: 'The server did not answer. Your videos wait on your disk and go on by themselves.',
  meaning: 'What it means for you',
  parts: [
    [
      'When our server is away',
      'Nothing is lost. Uploads that have begun go on, new ones wait on your computer.',
    ],
    [
      'When a platform has trouble',
      'The agent waits as long as that platform asks, and the dashboard says at which channel. It is tried again; what is unclear is asked about.',
    ],
    ['When your computer is away', 'The dashboard says since when, and what waits on it.'],
  ],
}
const de: typeof en = {
  title: 'Status',
  description: 'Ob dieser Server von Content Creation gerade arbeitet.',
  lead: 'Was dieser Server von sich selbst sagt, von Ihrem Browser jede halbe Minute gefragt.',
  static:
    'Diese Seite wurde von einem Ort geöffnet, hinter dem kein Server steht, oder ohne JavaScript. Dann kann sie nicht wissen, wie es steht: Öffnen Sie /readyz unter der Adresse des Dashboards.',
  up: 'Alles arbeitet.',
  alerts: 'Er arbeitet, und dem Betreiber wurde etwas gemeldet:',
  down: 'Der Server antwortet, kann aber gerade nicht arbeiten. Ihre Videos warten auf Ihrer Festplatte und gehen von selbst weiter.',
  unknown:
    'Der Server hat nicht geantwortet. Ihre Videos warten auf Ihrer Festplatte und gehen von selbst weiter.',
  meaning: 'Was das für Sie bedeutet',
  parts: [
    [
      'Wenn unser Server weg ist',
      'Nichts geht verloren. Begonnene Uploads laufen weiter, neue warten auf Ihrem Computer.',
    ],
    [
      'Wenn eine Plattform Schwierigkeiten hat',
      'Der Agent wartet, so lange die Plattform es verlangt, und das Dashboard sagt, an welchem Kanal. Es wird wieder versucht; was unklar ist, wird erfragt.',
    ],
    ['Wenn Ihr Computer weg ist', 'Das Dashboard sagt, seit wann und was darauf wartet.'],
  ],
}
export const statusWords: Record<Locale, typeof en> = { en, de }
