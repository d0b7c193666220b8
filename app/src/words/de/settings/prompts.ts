import type { en } from '../../en/settings/prompts.ts'

export const de: typeof en = {
  about: 'Wie Ihre Titel, Texte und Hashtags klingen.',
  plan: plan =>
    `${plan} schreibt in unserer eigenen Stimme. Eigene Stimme und Wünsche gehören zu Pro.`,
  seePlans: 'Tarife ansehen',
  editors: 'Ändern kann dies die Redaktion.',
  loading: 'Ihre Stimme wird geladen',
  voice: {
    title: 'Stimme und Wünsche',
    about: 'Sie gelten für jeden Kanal.',
    brand: 'Markenstimme',
    brandHint: 'Wer spricht, und zu wem.',
    prompt: 'Wünsche',
    promptHint: 'Was immer geschehen soll und was nie.',
    save: 'Speichern',
    saved: 'Gespeichert. Gilt für Videos, die ab jetzt gefunden werden.',
  },
  channels: {
    title: 'Für einen einzelnen Kanal',
    about: 'Zusätzlich zu den Wünschen oben, nur auf diesem Kanal.',
    none: 'Noch ist kein Kanal verbunden.',
    connect: 'Kanal verbinden',
  },
  tryOut: {
    title: 'Ausprobieren',
    about:
      'Mit dem, was gespeichert ist. Nichts wird veröffentlicht, kein Upload gezählt; nur das Tageskontingent des Modells.',
    file: 'Ein Dateiname',
    sample: 'hafen am morgen.mp4',
    wish: 'Ein Wunsch für dieses eine Video',
    run: 'Schreiben',
    running: 'Es wird geschrieben…',
    model: model => `Geschrieben von ${model}.`,
    offline: 'Das schrieb kein Modell; es ist allein aus dem Dateinamen entworfen.',
    heading: 'Titel',
    description: 'Beschreibung',
    caption: 'Text',
    tags: 'Schlagwörter',
  },
}
