import type { en } from '../en/frame.ts'

const mehrere = (zahl: number, eins: string, viele: string) =>
  `${zahl} ${zahl === 1 ? eins : viele}`

export const de: typeof en = {
  name: 'Content Creation',
  tabs: {
    videos: 'Videos',
    channels: 'Kanäle',
    activity: 'Verlauf',
    settings: 'Einstellungen',
    health: 'Zustand',
  },
  parts: 'Bereiche dieses Fensters',
  entering: 'Einen Moment …',
  locked: {
    title: 'Dieses Fenster hat keinen Zugang',
    why: 'Der Agent wurde neu gestartet, oder diese Adresse wurde schon geöffnet. Jede gilt einmal.',
    how: 'Öffnen Sie das Fenster noch einmal über das Symbol des Agenten, oder tippen Sie:',
  },
  away: {
    title: 'Der Agent läuft nicht',
    why: 'Nichts ist verloren: Was unterwegs war, geht beim nächsten Start weiter.',
    how: 'Diese Seite kommt von selbst zurück, sobald der Agent antwortet. Nach einem neuen Start öffnen Sie das Fenster über das Symbol des Agenten, oder tippen Sie:',
  },
  broken: { title: 'Das konnte nicht gezeigt werden.', again: 'Erneut versuchen' },
  silent: 'Der Agent antwortet nicht.',
  help: 'Was hilft',
  update: {
    out: version => `Version ${version} ist erschienen.`,
    take: 'Installieren und neu starten',
    taking: 'Sie wird installiert; der Agent startet von selbst neu …',
    isHere: version => `Version ${version} ist installiert.`,
    isBack: (before, now) =>
      `Version ${before} lief auf diesem Computer nicht; ${now} ist wieder da.`,
    news: 'Was neu ist',
    seen: 'Schließen',
    ask: 'Nach einer neueren Version sehen',
    newest: 'Es ist die neueste.',
    elsewhere: {
      sources: 'Neuere bringen die Quellen oder npm.',
      packages: 'Neuere bringt die Paketverwaltung dieses Systems.',
      hand: 'Neuere werden von Hand installiert.',
    },
  },
  offline: {
    title: 'Ihr Server ist nicht erreichbar',
    why: 'Was auf ihn wartet, geht von selbst weiter. Er wird alle paar Sekunden wieder gefragt.',
    retry: 'Jetzt fragen',
  },
  head: {
    working: 'Bei der Arbeit',
    idle: 'Beobachtet Ihren Ordner',
    paused: 'Pausiert: Nichts wird gesendet oder veröffentlicht',
    pausedUntil: time => `Pausiert bis ${time}`,
    pause: 'Pausieren',
    pauseFor: 'Wie lange pausieren?',
    pauses: {
      hour: 'Eine Stunde lang',
      tomorrow: 'Bis morgen, 8:00',
      always: 'Bis ich fortsetze',
    },
    resume: 'Fortsetzen',
    quota: (used, limit) => `${used} von ${limit} Uploads in diesem Monat`,
    noLimit: used => `${mehrere(used, 'Upload', 'Uploads')} in diesem Monat`,
    nearly: left => `Nur noch ${mehrere(left, 'Upload', 'Uploads')} in diesem Monat.`,
    usedUp: 'Die Uploads dieses Monats sind aufgebraucht.',
    resets: time => `Neue gibt es ab ${time}.`,
    upgrade: 'Größere Tarife ansehen',
    help: 'Tasten',
  },
  keys: {
    title: 'Tasten',
    close: 'Schließen',
    list: {
      '1 … 5': 'die Bereiche dieses Fensters',
      '/': 'Videos durchsuchen',
      'j, k': 'nächstes und voriges Video',
      o: 'ein Video öffnen oder schließen',
      p: 'alles pausieren oder fortsetzen',
      u: 'eine Videodatei auswählen',
      '?': 'diese Liste',
      Esc: 'schließen, was offen ist',
    },
  },
}
