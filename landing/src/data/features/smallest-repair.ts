import type { Feature } from './feature.ts'

export const smallestRepair: Feature = {
  slug: 'smallest-repair',
  picture: 'video',
  docs: '/docs/contributing/protocols/media/',
  command: 'bun run bench agent',
  en: {
    name: 'Smallest repair',
    short: 'Untouched where a platform takes it, re-encoded only where it must be.',
    title: 'Your file, changed as little as possible.',
    lead: 'Most tools make one common file for everybody, or let the platform refuse it after the upload. Here each platform gets the least that makes it say yes, before a single byte is sent.',
    alt: 'The page of one video: what was sent to each channel, and what was changed for it',
    parts: [
      {
        title: 'A ladder, climbed only as far as needed',
        text: 'Nothing at all. Then another container, without touching picture or sound. Then the sound alone. Only at the end a full encode, and then one decode feeds all of them.',
      },
      {
        title: 'You see what was changed, and why',
        text: '"Its sound was louder than Instagram plays it." Every change stands beside the video in words, with the rule of the platform that asked for it.',
      },
      {
        title: 'Where it was filmed stays with you',
        text: 'Phones and drones write coordinates into files. No platform receives them: they are blanked in a copy of the same size, in which no other byte moves.',
      },
    ],
    limits: [
      'It does not cut or reframe, and writes no captions; those that lie beside the video go along.',
      'Platforms encode everything again on their side; that cannot be kept from here.',
    ],
  },
  de: {
    name: 'Kleinste Reparatur',
    short: 'Unverändert, wo die Plattform es nimmt; neu kodiert nur, wo es sein muss.',
    title: 'Ihre Datei, so wenig verändert wie möglich.',
    lead: 'Die meisten Werkzeuge machen eine gemeinsame Datei für alle oder lassen die Plattform nach dem Upload ablehnen. Hier bekommt jede Plattform das Mindeste, zu dem sie Ja sagt, bevor ein einziges Byte gesendet ist.',
    alt: 'Die Seite eines Videos: was an jeden Kanal ging und was dafür geändert wurde',
    parts: [
      {
        title: 'Eine Leiter, nur so hoch wie nötig',
        text: 'Erst gar nichts. Dann ein anderer Container, ohne Bild und Ton anzurühren. Dann nur der Ton. Zuletzt eine volle Kodierung, und auch dann wird für alle zusammen nur einmal dekodiert.',
      },
      {
        title: 'Sie sehen, was geändert wurde und warum',
        text: 'Jede Änderung steht in Worten neben dem Video, mit der Regel der Plattform, die sie verlangt hat: zum Beispiel, dass der Ton lauter war, als Instagram ihn abspielt.',
      },
      {
        title: 'Wo Sie gefilmt haben, bleibt bei Ihnen',
        text: 'Telefone und Drohnen schreiben Koordinaten in Dateien. Keine Plattform bekommt sie: In einer Kopie gleicher Größe werden sie geleert, und kein anderes Byte rührt sich.',
      },
    ],
    limits: [
      'Geschnitten oder neu gerahmt wird nichts, und Untertitel schreibt es nicht; solche, die neben dem Video liegen, gehen mit.',
      'Die Plattformen kodieren auf ihrer Seite alles noch einmal; das lässt sich von hier aus nicht verhindern.',
    ],
  },
}
