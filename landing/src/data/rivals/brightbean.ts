import type { Rival } from './rival.ts'

export const brightbean: Rival = {
  slug: 'brightbean',
  name: 'BrightBean Studio',
  repository: 'brightbeanxyz/brightbean-studio',
  readOn: '2026-08-13',
  kind: {
    en: 'An open-source studio for agencies, with approvals and a portal for clients.',
    de: 'Ein Open-Source-Studio für Agenturen, mit Freigaben und einem Portal für Kunden.',
  },
  cells: {
    start: {
      en: 'Upload in the browser. No watch folder found.',
      de: 'Upload im Browser. Kein überwachter Ordner gefunden.',
      source: 'README.md',
    },
    path: {
      en: 'To the server, and from there to the platform.',
      de: 'Auf den Server und von dort zur Plattform.',
      source: 'providers/tiktok.py',
    },
    repair: {
      en: 'Promises variants for each platform; in the code we found trims and thumbnails.',
      de: 'Verspricht Fassungen je Plattform; im Code fanden wir Zuschnitt und Vorschaubilder.',
      source: 'README.md',
    },
    size: {
      en: '1 GB; TikTok 64 MB in one piece.',
      de: '1 GB; TikTok 64 MB an einem Stück.',
      source: 'https://github.com/brightbeanxyz/brightbean-studio/issues/129',
    },
    resume: {
      en: 'No: one request with a time limit.',
      de: 'Nein: eine Anfrage mit Zeitgrenze.',
      source: 'providers/youtube.py',
    },
    once: {
      en: 'A key makes API calls repeatable; a time-out while publishing is tried again.',
      de: 'Ein Schlüssel macht API-Aufrufe wiederholbar; eine Zeitüberschreitung beim Veröffentlichen wird noch einmal versucht.',
      source: 'apps/api/models.py',
    },
    analytics: {
      en: '7, 30 and 90 days, with watch time.',
      de: '7, 30 und 90 Tage, mit Sehdauer.',
      source: 'README.md',
    },
    platforms: { en: '10 networks.', de: '10 Netzwerke.', source: 'README.md' },
    teams: {
      en: 'Roles of your own, a role for clients, internal and external approval.',
      de: 'Eigene Rollen, eine Rolle für Kunden, interne und externe Freigabe.',
      source: 'README.md',
    },
    price: {
      en: 'Free, also hosted.',
      de: 'Kostenlos, auch gehostet.',
      source: 'README.md',
    },
  },
  better: {
    en: [
      'Clients approve through a link, without an account. Ours have to sign in.',
      'Roles can be put together freely; ours are four fixed ones.',
      'It costs nothing, and its whole server is open source (AGPL-3).',
      'It shows watch time.',
    ],
    de: [
      'Kunden geben über einen Link frei, ohne Konto. Unsere müssen sich anmelden.',
      'Rollen lassen sich frei zusammenstellen; unsere vier sind fest.',
      'Es kostet nichts, und sein ganzer Server ist Open Source (AGPL-3).',
      'Es zeigt die Sehdauer.',
    ],
  },
}
