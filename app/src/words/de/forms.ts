import type { en } from '../en/forms.ts'

export const de: typeof en = {
  yourPassword: 'Ihr Passwort',
  passwordHint: 'Mindestens 8 Zeichen. Lang ist gut; Ziffern und Zeichen sind nicht nötig.',
  code: 'Code',
  codeHint: 'Aus Ihrer Authenticator-App, oder einer Ihrer Notfallcodes.',
  older: 'Ältere anzeigen',
  notFound: 'Nicht gefunden',
  noSuchPage: 'Diese Seite gibt es nicht',
  toVideos: 'Zu Ihren Videos',
  verify: {
    label: 'Ihre E-Mail-Adresse',
    open: 'Bitte öffnen Sie den Link, den wir geschickt haben an',
    noMail: 'Dieser Server verschickt keine Mails; Ihre liegt unter',
    again: 'Noch einmal schicken',
    sent: 'Ein neuer Link ist unterwegs.',
  },
}
