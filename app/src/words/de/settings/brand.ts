import type { en } from '../../en/settings/brand.ts'

export const de: typeof en = {
  title: 'Ihr Name und Logo',
  about: 'Ihr Name, Ihre Farbe und Ihr Bild statt der unseren, auf diesen Seiten und in Mails.',
  plan: 'Eigener Name und eigenes Logo gehören zu Enterprise.',
  name: 'Name',
  colour: 'Farbe der Knöpfe',
  unreadable: 'Weiße Schrift ist auf dieser Farbe schwer zu lesen. Bitte wählen Sie eine dunklere.',
  picture: 'Bild',
  pictureHint: kilobytes => `PNG oder WebP, höchstens ${kilobytes} KB.`,
  without: 'Bild entfernen',
  save: 'Name und Logo speichern',
  ours: 'Wieder unsere verwenden',
  oursTitle: 'Wieder unseren Namen und unser Logo verwenden?',
  oursRun: 'Unsere verwenden',
  oursAbout:
    'Ihre Seiten und Mails tragen dann Namen und Farben von Content Creation. Ihr Bild wird gelöscht.',
  saved: 'Gespeichert. Ihre Seiten und Mails tragen es ab jetzt.',
  preview: 'So wird es aussehen',
  yourName: 'Ihr Name',
  button: 'Ein Knopf',
}
