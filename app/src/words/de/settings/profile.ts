import type { en } from '../../en/settings/profile.ts'

export const de: typeof en = {
  name: {
    title: 'Name',
    about: 'So lesen ihn die anderen in Ihren Arbeitsbereichen neben dem, was Sie getan haben.',
    label: 'Ihr Name',
    done: 'Gespeichert.',
    save: 'Speichern',
  },
  email: {
    title: 'E-Mail',
    about: email => `Sie melden sich mit ${email} an.`,
    change: 'Adresse ändern',
    label: 'Neue E-Mail-Adresse',
    done: 'Wir haben einen Link an die neue Adresse geschickt. Sie gilt, sobald Sie ihn öffnen.',
    send: 'Link schicken',
  },
  language: {
    title: 'Sprache',
    about: 'Die Sprache dieser Seiten in diesem Browser. Datum und Zahlen richten sich danach.',
  },
  workspaces: {
    title: 'Arbeitsbereiche',
    about: 'Wo Sie dabei sind und was Sie dort dürfen.',
    current: 'Sie sind hier',
    enter: 'Dorthin wechseln',
  },
}
