import type { Feature } from './feature.ts'

export const watchFolder: Feature = {
  slug: 'watch-folder',
  picture: 'videos',
  docs: '/docs/',
  command: 'bun run soak',
  en: {
    name: 'Watch folder',
    short: 'Save the video where you always save it. That was the upload.',
    title: 'The folder is the upload button.',
    lead: 'Export into a folder that you chose. The agent notices, waits until the file is really finished, and does the rest while you go on with your day.',
    alt: 'The list of videos, each with the channels on which it was published',
    parts: [
      {
        title: 'It waits for the end of the file',
        text: 'A file that is still being written, copied or synchronised looks like a video long before it is one. The agent looks at size, time and who has it open, and begins only when nothing moves any more and the video can be read to its last frame.',
      },
      {
        title: 'Rules for each folder',
        text: 'One folder for everything, or one for each series: which channels it goes to, who may see it, how its words should sound. Subfolders too, if you like, and only files with the endings that you name.',
      },
      {
        title: 'It survives your computer',
        text: 'Lid closed, train tunnel, power cut: each video stands in a journal on your disk and goes on at the byte where it was. The finished file moves to its own folder as the very last step.',
      },
      {
        title: 'At the pace that you allow',
        text: 'Uploads can be kept to some megabits, and to some hours, so that the call next door does not stutter.',
      },
    ],
    limits: [
      'The computer has to be awake to upload. That is the price of video that never passes through a server of ours.',
      'Photos and carousels are not published, only videos.',
    ],
  },
  de: {
    name: 'Überwachter Ordner',
    short: 'Speichern Sie das Video, wo Sie es immer speichern. Das war der Upload.',
    title: 'Der Ordner ist der Upload-Knopf.',
    lead: 'Exportieren Sie in einen Ordner Ihrer Wahl. Der Agent bemerkt es, wartet, bis die Datei wirklich fertig ist, und erledigt den Rest, während Ihr Tag weitergeht.',
    alt: 'Die Liste der Videos, jedes mit den Kanälen, auf denen es veröffentlicht wurde',
    parts: [
      {
        title: 'Er wartet auf das Ende der Datei',
        text: 'Eine Datei, die noch geschrieben, kopiert oder synchronisiert wird, sieht lange vorher wie ein Video aus. Der Agent achtet auf Größe, Zeit und darauf, wer sie offen hält. Er beginnt erst, wenn sich nichts mehr rührt und das Video bis zum letzten Bild lesbar ist.',
      },
      {
        title: 'Regeln für jeden Ordner',
        text: 'Ein Ordner für alles oder einer je Serie: auf welche Kanäle es geht, wer es sehen darf, wie die Texte klingen sollen. Auf Wunsch mit Unterordnern, und nur Dateien mit den Endungen, die Sie nennen.',
      },
      {
        title: 'Er übersteht Ihren Computer',
        text: 'Deckel zu, Tunnel, Stromausfall: Jedes Video steht in einem Journal auf Ihrer Festplatte und geht bei dem Byte weiter, bei dem es war. Erst ganz am Schluss wandert die fertige Datei in ihren eigenen Ordner.',
      },
      {
        title: 'So schnell, wie Sie es erlauben',
        text: 'Der Upload lässt sich auf einige Megabit und auf Stunden begrenzen, damit das Videogespräch nebenan nicht stockt.',
      },
    ],
    limits: [
      'Zum Hochladen muss der Computer wach sein. Das ist der Preis dafür, dass Ihr Video nie über einen unserer Server läuft.',
      'Veröffentlicht werden Videos, keine Fotos und keine Karussells.',
    ],
  },
}
