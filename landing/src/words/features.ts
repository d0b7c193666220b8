import type { Locale } from '../site.ts'

const en = {
  title: 'Features',
  headline: 'Six things, done to the end.',
  lead: 'No inbox, no link in bio, no stickers. A video gets from your disk to your channels, and its figures get back.',
  description:
    'Watch folder, smallest repair, exactly once, review and TikTok, analytics, teams and white label.',
  limits: 'What it does not do',
  proof: 'To prove it',
  proofText: 'In the repository, this command runs what is promised here:',
  docs: 'How it is built',
  next: 'Also',
}
const de: typeof en = {
  title: 'Funktionen',
  headline: 'Sechs Dinge, zu Ende gebracht.',
  lead: 'Kein Posteingang, kein Link im Profil, keine Sticker. Ein Video kommt von Ihrer Festplatte auf Ihre Kanäle, und seine Zahlen kommen zurück.',
  description:
    'Überwachter Ordner, kleinste Reparatur, genau einmal, Prüfen und TikTok, Auswertung, Teams und White Label.',
  limits: 'Was es nicht tut',
  proof: 'Zum Nachprüfen',
  proofText: 'Im Repository führt dieser Befehl aus, was hier versprochen wird:',
  docs: 'Wie es gebaut ist',
  next: 'Außerdem',
}
export const featureWords: Record<Locale, typeof en> = { en, de }
