import type { en } from '../en/first-run.ts'

export const de: typeof en = {
  steps: {
    progress: (at, all) => `Schritt ${at} von ${all}`,
    names: {
      signIn: 'Anmelden',
      folder: 'Ordner',
      channels: 'Kanäle',
      rules: 'Regeln',
      video: 'Erstes Video',
    },
    back: 'Zurück',
    next: 'Weiter',
    skip: 'Einrichtung überspringen',
    later: 'Später erledigen',
    done: 'Zu meinen Videos',
    folder: {
      title: 'Welcher Ordner soll beobachtet werden?',
      why: 'Jedes Video, das dort landet, wird nach Ihren Regeln veröffentlicht. Es darf ein neuer Ordner sein.',
    },
    channels: {
      title: 'Wo veröffentlichen Sie?',
      why: 'Kanäle verbinden Sie im Browser, wo Sie sich bei der Plattform selbst anmelden. Kommen Sie danach hierher zurück: Diese Seite merkt es von selbst.',
      none: 'Noch ist kein Kanal verbunden.',
      waiting: 'Wartet auf einen Kanal …',
    },
    rules: {
      title: 'Was soll mit einem neuen Video geschehen?',
      why: 'Schalten Sie aus, was dieser Computer nicht bedienen soll. Ob ein Kanal Sie zuerst fragt, ist eine Regel dieses Kanals.',
      publish: name => `Auf ${name} veröffentlichen`,
      change: 'Regeln im Browser ändern',
      after: 'Wenn ein Video überall erschienen ist',
      stays: 'die Datei liegen lassen',
      moves: path => `sie nach ${path} verschieben`,
    },
    video: {
      title: 'Legen Sie Ihr erstes Video ab',
      why: 'Hier sehen Sie, wie weit es ist. Sie dürfen das Fenster inzwischen schließen: Der Agent arbeitet weiter.',
    },
  },
  welcome: {
    title: 'Veröffentlichen Sie Ihr erstes Video',
    about:
      'Melden Sie diesen Computer an, wählen Sie einen Ordner, und legen Sie ein Video hinein.',
    byCode: 'Mit einem Code anmelden',
    byCodeHow:
      'Öffnen Sie diese Seite in einem Browser, in dem Sie angemeldet sind, und bestätigen Sie den Code.',
    openPage: 'Seite öffnen',
    waiting: 'Wartet auf Ihre Bestätigung …',
    cancel: 'Abbrechen',
    or: 'oder',
    byPassword: 'Mit E-Mail anmelden',
    email: 'E-Mail',
    password: 'Passwort',
    byCodeWhy: 'Sie bestätigen ihn in Ihrem Browser; hier wird kein Passwort getippt.',
    hasCode: 'Ich nutze eine Authenticator-App',
    code: 'Code aus Ihrer Authenticator-App',
    signIn: 'Anmelden',
    isNew: 'Ich bin neu: im Browser registrieren',
    server: url => `Ihr Server: ${url}`,
  },
  folder: {
    path: 'Ordner',
    choose: 'Ordner wählen …',
    browse: 'Umsehen',
    close: 'Liste schließen',
    up: 'Eins höher',
    inside: path => `Ordner in ${path}`,
    none: 'Es sind keine Ordner darin.',
    isNew: 'Dieser Ordner wird für Sie angelegt.',
    closed:
      'Der Agent darf dort nicht schreiben. Wählen Sie einen anderen, oder ändern Sie seine Rechte.',
  },
}
