import type { Feature } from './feature.ts'

export const exactlyOnce: Feature = {
  slug: 'exactly-once',
  picture: 'video',
  docs: '/docs/contributing/decisions/exactly-once/',
  command: 'bun run soak',
  en: {
    name: 'Exactly once',
    short: 'Whatever dies and whenever: never twice, never lost.',
    title: 'Never twice. Never lost.',
    lead: 'The worst bug of a publishing tool is the second post. Platforms offer no key against it, so we write every step down before we take it, and ask before we repeat.',
    alt: 'The page of one video with its history, step by step',
    parts: [
      {
        title: 'Written down before it is done',
        text: 'Every step that could create something at a platform is on your disk before it is taken. After a crash the agent knows how far it may have come, and looks there first.',
      },
      {
        title: 'Unknown is a state of its own',
        text: 'A time-out is neither yes nor no. The agent asks the platform what became of it. Where even that has no answer, you are asked to look; nothing is tried again blindly.',
      },
      {
        title: 'The content counts, not the name',
        text: 'A video is known by its SHA-256. Renamed, copied, found by two computers: one channel gets it once. If you do want it there again, say so, and it is a wish of its own.',
      },
      {
        title: 'And what fails is free',
        text: 'An upload is reserved when publishing begins and counted when the first channel has it. If none does, it is given back.',
      },
    ],
    limits: [
      'Now and then a person is asked where another product would try again, and sometimes post twice.',
      'What you post by hand at the platform itself is outside of it.',
    ],
  },
  de: {
    name: 'Genau einmal',
    short: 'Was auch ausfällt und wann: nie doppelt, nie verloren.',
    title: 'Nie doppelt. Nie verloren.',
    lead: 'Der schlimmste Fehler eines Veröffentlichungswerkzeugs ist der zweite Beitrag. Die Plattformen bieten keinen Schlüssel dagegen. Deshalb schreiben wir jeden Schritt auf, bevor wir ihn tun, und fragen, bevor wir ihn wiederholen.',
    alt: 'Die Seite eines Videos mit seinem Verlauf, Schritt für Schritt',
    parts: [
      {
        title: 'Aufgeschrieben, bevor es geschieht',
        text: 'Jeder Schritt, der bei einer Plattform etwas anlegen könnte, steht vorher auf Ihrer Festplatte. Nach einem Absturz weiß der Agent, wie weit er gekommen sein kann, und sieht dort zuerst nach.',
      },
      {
        title: 'Unbekannt ist ein eigener Zustand',
        text: 'Eine Zeitüberschreitung ist weder Ja noch Nein. Der Agent fragt die Plattform, was daraus wurde. Hat auch die keine Antwort, werden Sie gebeten nachzusehen; blind wiederholt wird nichts.',
      },
      {
        title: 'Der Inhalt zählt, nicht der Name',
        text: 'Ein Video wird an seinem SHA-256 erkannt. Umbenannt, kopiert, von zwei Computern gefunden: Ein Kanal bekommt es einmal. Soll es noch einmal dorthin, sagen Sie es, und das ist ein eigener Wunsch.',
      },
      {
        title: 'Und was scheitert, kostet nichts',
        text: 'Ein Upload wird reserviert, wenn das Veröffentlichen beginnt, und gezählt, wenn der erste Kanal das Video hat. Hat es keiner, wird er zurückgegeben.',
      },
    ],
    limits: [
      'Hin und wieder wird ein Mensch gefragt, wo ein anderes Produkt es noch einmal versucht und manchmal doppelt veröffentlicht hätte.',
      'Was Sie von Hand bei der Plattform selbst veröffentlichen, liegt außerhalb.',
    ],
  },
}
