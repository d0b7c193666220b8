import type { en } from '../../en/settings/privacy.ts'

export const de: typeof en = {
  kept: {
    title: 'Was wir aufbewahren',
    about: 'Und was nicht.',
    lines: [
      'Ihre Videodateien bleiben auf Ihrem Computer und gehen von dort direkt zu den Plattformen. Wir speichern sie nie.',
      'Von jedem Video bewahren wir Namen, Länge und Größe auf, die Texte, mit denen es erschien, und was auf jeder Plattform daraus wurde.',
      'Zahlen der Plattformen bleiben so, wie sie kamen, damit Ihre Kurven eine Geschichte haben.',
      'Der Zugang zu Ihren Kanälen ist verschlüsselt abgelegt und endet, wenn Sie die Verbindung trennen.',
      'Wer was getan hat, steht im Protokoll; ohne dieses könnte niemand dafür einstehen.',
    ],
  },
  previews: {
    title: 'Vorschaubilder',
    about: 'Damit Sie ein Video auf diesen Seiten wiedererkennen.',
    label: 'Vorschaubilder teilen',
    off: 'Ihr Computer schickt uns drei kleine Bilder von jedem Video. Ausgeschaltet schickt er keine mehr, und alle vorhandenen werden sofort gelöscht.',
    isOn: 'Kleine Bilder werden ab jetzt geteilt.',
    isOff: 'Alle Vorschaubilder sind gelöscht.',
  },
  copies: {
    title: 'Eine Kopie Ihrer Daten',
    about:
      'Alles, was wir über Sie oder den Arbeitsbereich haben, in einem Archiv zum Herunterladen.',
    ask: 'Kopie anfordern',
    what: 'Wovon',
    person: 'Was Sie über mich haben',
    workspace: name => `Alles von ${name}`,
    done: 'Sie wird erstellt. Wir schreiben Ihnen, sobald sie bereitliegt.',
    make: 'Kopie erstellen',
    asked: (subject, at) =>
      `${subject === 'person' ? 'Über Sie' : 'Vom Arbeitsbereich'}, angefordert ${at}:`,
    states: {
      waiting: 'wird erstellt…',
      ready: 'bereit',
      failed: 'konnte nicht erstellt werden; bitte fordern Sie sie noch einmal an',
      gone: 'nicht mehr vorhanden',
    },
    until: at => `bis ${at}`,
    open: 'Kopie herunterladen',
    download: 'Herunterladen',
  },
  deletion: {
    title: 'Löschen',
    workspace: name => `Arbeitsbereich ${name} löschen`,
    person: 'Ihr Konto löschen',
    keepWorkspace: name => `Arbeitsbereich ${name} behalten`,
    keepPerson: 'Ihr Konto behalten',
    goesAlong: 'In diesen Arbeitsbereichen ist sonst niemand; sie werden mit gelöscht:',
    handOver:
      'In diesen sind noch andere, und niemand sonst ist Eigentümer; übergeben Sie sie zuerst:',
    waits: at => `Seit ${at} steht die Löschung an. Endgültig gelöscht wird am`,
    grace: days =>
      `${days} Tage lang können Sie es zurücknehmen. Danach werden Kanäle getrennt, Tarife gekündigt und alles endgültig gelöscht. Videos auf Ihrer Festplatte und auf den Plattformen bleiben.`,
    done: 'Es wird gelöscht.',
  },
}
