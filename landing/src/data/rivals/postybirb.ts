import type { Rival } from './rival.ts'

export const postybirb: Rival = {
  slug: 'postybirb',
  name: 'PostyBirb',
  repository: 'mvdicarlo/postybirb',
  readOn: '2026-08-19',
  kind: {
    en: 'A free desktop program for artists, and the only other one with a watch folder.',
    de: 'Ein kostenloses Desktop-Programm für Künstler und das einzige andere mit überwachtem Ordner.',
  },
  cells: {
    start: {
      en: 'A watch folder, looked at every 30 seconds; no check that a file is finished.',
      de: 'Ein überwachter Ordner, alle 30 Sekunden angesehen; ohne Prüfung, ob eine Datei fertig ist.',
      source: 'apps/client-server/src/app/directory-watchers/directory-watchers.service.ts',
    },
    path: {
      en: 'From your disk; Instagram pictures by way of a storage in between.',
      de: 'Von Ihrer Festplatte; Instagram-Bilder über einen Zwischenspeicher.',
      source: 'README.md',
    },
    repair: {
      en: 'Pictures only.',
      de: 'Nur Bilder.',
      source: 'README.md',
    },
    once: {
      en: 'Retries; a user reports a burst of them.',
      de: 'Wiederholungen; ein Nutzer berichtet von einer ganzen Reihe.',
      source: 'https://github.com/mvdicarlo/postybirb/issues/716',
    },
    analytics: { en: 'None.', de: 'Keine.', source: 'README.md' },
    platforms: {
      en: 'Some 40 sites for art; no YouTube, no TikTok.',
      de: 'Etwa 40 Seiten für Kunst; kein YouTube, kein TikTok.',
      source: 'README.md',
    },
    teams: { en: 'One person.', de: 'Eine Person.', source: 'README.md' },
    price: { en: 'Free.', de: 'Kostenlos.', source: 'README.md' },
  },
  better: {
    en: [
      'For art and pictures it is the right tool; ours publishes video only.',
      'It costs nothing, needs no server, and all of it is open source (BSD-3).',
      'Your credentials never leave your computer at all.',
      'Translated by its users into eight languages and more.',
    ],
    de: [
      'Für Kunst und Bilder ist es das richtige Werkzeug; unseres veröffentlicht nur Videos.',
      'Es kostet nichts, braucht keinen Server und ist ganz Open Source (BSD-3).',
      'Ihre Zugangsdaten verlassen den Computer überhaupt nicht.',
      'Von seinen Nutzern in acht Sprachen und mehr übersetzt.',
    ],
  },
}
