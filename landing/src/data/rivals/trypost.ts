import type { Rival } from './rival.ts'

export const trypost: Rival = {
  slug: 'trypost',
  name: 'TryPost',
  repository: 'trypostit/trypost',
  readOn: '2026-08-21',
  kind: {
    en: 'An open-source scheduler with automations and a strong profile of a brand.',
    de: 'Ein Open-Source-Planer mit Automationen und einem starken Markenprofil.',
  },
  cells: {
    start: {
      en: 'Upload in the browser. No watch folder found.',
      de: 'Upload im Browser. Kein überwachter Ordner gefunden.',
      source: 'README.md',
    },
    path: {
      en: 'To the server; TikTok and Instagram fetch it from an address of it.',
      de: 'Auf den Server; TikTok und Instagram holen es von einer Adresse dort.',
      source: 'app/Services/Social/TikTokPublisher.php',
    },
    repair: {
      en: 'Pictures are made smaller; videos are not changed.',
      de: 'Bilder werden verkleinert; Videos nicht verändert.',
      source: 'README.md',
    },
    resume: {
      en: 'Instagram and TikTok go on from a stored step; YouTube begins a new session.',
      de: 'Instagram und TikTok gehen ab einem gespeicherten Schritt weiter; YouTube beginnt eine neue Sitzung.',
      source: 'https://github.com/trypostit/trypost/pull/281',
    },
    once: {
      en: 'Steps are stored as they are done, and a lost answer is not guessed at.',
      de: 'Schritte werden gespeichert, sobald sie getan sind; eine verlorene Antwort wird nicht geraten.',
      source: 'https://github.com/trypostit/trypost/pull/281',
    },
    tiktok: {
      en: 'Privacy has no default, as TikTok asks, and is checked again before posting.',
      de: 'Die Sichtbarkeit ist nicht vorausgewählt, wie TikTok es will, und wird vor dem Senden noch einmal geprüft.',
      source: 'app/Services/Social/TikTokPublisher.php',
    },
    analytics: {
      en: 'Reach and engagement of each account.',
      de: 'Reichweite und Reaktionen je Konto.',
      source: 'README.md',
    },
    platforms: {
      en: '12 networks.',
      de: '12 Netzwerke.',
      source: 'README.md',
    },
    teams: {
      en: 'Owner, admin, member, with approvals.',
      de: 'Inhaber, Admin, Mitglied, mit Freigaben.',
      source: 'README.md',
    },
  },
  better: {
    en: [
      'Its brand profile goes further: tone, voice, language and colours in one place.',
      'Automations can be put together in the browser.',
      'It publishes while your computer is off, and to more networks.',
      'Its interface speaks 16 languages.',
    ],
    de: [
      'Sein Markenprofil geht weiter: Ton, Stimme, Sprache und Farben an einem Ort.',
      'Automationen lassen sich im Browser zusammensetzen.',
      'Es veröffentlicht, während Ihr Computer aus ist, und in mehr Netzwerken.',
      'Seine Oberfläche spricht 16 Sprachen.',
    ],
  },
}
