import { DELETION_GRACE_DAYS } from '@content/api/contract'
import type * as en from './en.ts'
import type { Pages } from './page.ts'

export const pages: Pages = {
  privacy: {
    title: 'Datenschutz',
    description:
      'Welche Daten Content Creation behält, wozu jede da ist und wie lange: aus demselben Verzeichnis, nach dem exportiert und gelöscht wird.',
    lead: 'Die Tabelle unten ist nicht von Hand geschrieben: Sie ist das Verzeichnis, nach dem Daten exportiert, gelöscht und losgelassen werden.',
    sections: [
      {
        title: 'Kurz gesagt',
        text: [
          'Ihre Videos erreichen uns nie. Wir behalten, wer Sie sind, welche Kanäle Sie verbunden haben, was veröffentlicht wurde und was daraus wurde, damit das Produkt arbeiten kann. Wir verkaufen nichts, zeigen keine Werbung und laden auf unseren Seiten nichts von anderen.',
        ],
      },
      {
        title: 'Warum wir es dürfen',
        text: [
          'Zur Erfüllung des Vertrags mit Ihnen (Art. 6 Abs. 1 lit. b DSGVO): Konto, Kanäle, Veröffentlichungen, Zahlen, Zahlungen. Aus berechtigtem Interesse (lit. f): die Sicherheit des Dienstes, etwa Anmeldeversuche und das Protokoll. Kraft Gesetzes (lit. c): Rechnungen.',
        ],
      },
      {
        title: 'Ihre Rechte',
        text: [
          `Sie können Ihre Daten selbst ansehen, mitnehmen, berichtigen und löschen, in den Einstellungen unter Datenschutz: Der Export enthält jede Tabelle über Sie, und eine Löschung wird nach ${DELETION_GRACE_DAYS} Tagen ausgeführt; bis dahin können Sie sie zurücknehmen. Sie können widersprechen und sich bei einer Aufsichtsbehörde beschweren.`,
        ],
      },
    ],
  },
  terms: {
    title: 'Nutzungsbedingungen',
    description: 'Was Sie von uns erwarten dürfen und was wir von Ihnen erwarten.',
    lead: 'Was Sie von uns erwarten dürfen und was wir von Ihnen erwarten, in lesbaren Worten.',
    sections: [
      {
        title: 'Was wir tun',
        text: [
          'Wir betreiben den Server, mit dem Ihr Agent spricht: Konten, Worte, Verbindungen, Pläne und Zahlen. Der Agent selbst ist Open Source unter der MIT-Lizenz und läuft auf Ihrem eigenen Rechner.',
        ],
      },
      {
        title: 'Was Ihnen gehört',
        text: [
          'Videos, Worte und Kanäle gehören Ihnen und bleiben Ihre. Veröffentlichen dürfen Sie, woran Sie die Rechte haben, nach den Regeln jeder Plattform; für das dort Veröffentlichte gelten die Bedingungen von YouTube, Meta, TikTok und LinkedIn.',
        ],
      },
      {
        title: 'Pläne und Zahlung',
        text: [
          'Preise, Grenzen und was an einer Grenze geschieht, stehen auf der Seite der Preise. Pläne werden im Voraus je Monat oder Jahr bezahlt und sind jederzeit kündbar, zum Ende des Bezahlten.',
        ],
      },
      {
        title: 'Was Sie nicht dürfen',
        text: [
          'Kein Spam, kein Veröffentlichen im Namen anderer ohne deren Erlaubnis, keine Angriffe auf fremde Konten. Unsere Sicherheit zu prüfen ist willkommen, mit Ersatz für die Plattformen auf dem eigenen Rechner.',
        ],
      },
      {
        title: 'Ende',
        text: [
          'Sie können Ihr Konto jederzeit löschen. Wir können es bei einem schweren Verstoß beenden, nachdem wir es Ihnen gesagt haben; Ihre Daten können Sie vorher mitnehmen.',
        ],
      },
      {
        title: 'Haftung',
        text: ['Vom Anwalt des Betreibers nach dem geltenden Recht zu ergänzen.'],
      },
    ],
  },
  dpa: {
    title: 'Auftragsverarbeitung',
    description:
      'Die Vereinbarung, nach der Content Creation personenbezogene Daten für Kunden verarbeitet, nach Art. 28 DSGVO.',
    lead: 'Für Kunden, die mit uns personenbezogene Daten anderer verarbeiten (Art. 28 DSGVO).',
    sections: [
      {
        title: 'Gegenstand und Dauer',
        text: [
          'Verarbeitung zum Veröffentlichen von Videos und zum Lesen ihrer Zahlen, solange der Vertrag läuft.',
        ],
      },
      {
        title: 'Arten von Daten und Personen',
        text: [
          'Namen und Mailadressen der Personen des Kunden; Titel, Bildunterschriften und kleine Bilder von Videos, auf denen Personen zu sehen sein können; öffentliche Zahlen von Beiträgen. Jede Spalte steht in der Tabelle der Datenschutzseite.',
        ],
      },
      {
        title: 'Weisungen',
        text: [
          'Wir verarbeiten nur auf dokumentierte Weisung: Die Einstellungen des Arbeitsbereichs, seine Regeln und Freigaben sind diese Weisungen.',
        ],
      },
      {
        title: 'Maßnahmen',
        text: [
          'Die der Seite zur Sicherheit: versiegelte Zugänge, ein Arbeitsbereich je Frage, gehashte Schlüssel, ein Protokoll, festgelegte Abhängigkeiten, verschlüsselte Übertragung, Sicherungen, die sich zurückspielen lassen.',
        ],
      },
      {
        title: 'Unterauftragnehmer',
        text: [
          'Die der gleichnamigen Seite. Einen neuen nennen wir, bevor er beginnt, und der Kunde kann widersprechen.',
        ],
      },
      {
        title: 'Hilfe, Löschung und Nachweis',
        text: [
          'Export und Löschung sind Funktionen des Produkts. Nach dem Ende wird alles gelöscht, außer was das Gesetz uns behalten lässt. Wir geben, was zum Nachweis nötig ist.',
        ],
      },
      {
        title: 'Verletzungen',
        text: [
          'Eine Verletzung teilen wir dem Kunden unverzüglich mit, mit allem, was wir wissen.',
        ],
      },
    ],
  },
  cookies: {
    title: 'Cookies',
    description:
      'Welche Cookies Content Creation setzt: eines, das Sie angemeldet hält, eines, das einen Browser wiedererkennt. Keines, das Sie verfolgt.',
    lead: 'Diese Seiten setzen keine. Das Dashboard setzt, was es zum Arbeiten braucht, und will sonst nichts von Ihrem Browser.',
    sections: [
      {
        title: 'Auf diesen Seiten',
        text: [
          'Keine Cookies, kein Speicher, keine Anfragen an andere. Es gibt nichts einzuwilligen, also fragt auch kein Banner.',
        ],
      },
      {
        title: 'Im Dashboard',
        text: [
          'Ein Cookie hält Sie angemeldet, und eines erkennt einen Browser wieder, damit Sie nur dann eine Mail bekommen, wenn sich ein neuer anmeldet. Beide sind für das nötig, worum Sie gebeten haben (§ 25 Abs. 2 TDDDG), für Skripte unlesbar und gehen nur an uns. Die gewählte Sprache liegt im Speicher Ihres Browsers, und während Sie bezahlen, auch der Plan, den Sie vorher hatten.',
        ],
      },
    ],
  },
  imprint: {
    title: 'Impressum',
    description: 'Wer diesen Dienst betreibt.',
    lead: 'Wer diesen Dienst betreibt.',
    sections: [],
  },
  subprocessors: {
    title: 'Unterauftragnehmer',
    description: 'Wer noch Daten bekommt, wenn Content Creation arbeitet, und wozu.',
    lead: 'Wer noch Daten bekommt, wenn das Produkt arbeitet, wozu, und welche.',
    sections: [],
  },
}

export const words: typeof en.words = {
  template:
    'Diese Seite ist eine Vorlage. Was in Klammern steht, füllt der Betreiber des Dienstes in operator.json aus, und das Ganze liest sein Anwalt.',
  missing: field => `[${field}]`,
  operator: 'Verantwortlich',
  fields: {
    name: 'Name',
    address: 'Anschrift',
    country: 'Land',
    email: 'Mailadresse',
    phone: 'Telefon',
    represented: 'vertreten durch',
    register: 'Register und Nummer',
    vatId: 'USt-IdNr.',
    dataProtectionContact: 'Kontakt für Datenschutz',
    supervisoryAuthority: 'Aufsichtsbehörde',
    governingLaw: 'geltendes Recht',
  },
  tables: 'Jede Tabelle, jede Spalte',
  tablesText:
    'Was versiegelt oder gehasht ist, wird als sein Zweck exportiert, nie als sein Inhalt.',
  column: 'Spalte',
  purpose: 'Wozu',
  inExport: 'In Ihrem Export',
  exported: {
    'as it is': 'ja',
    'as its purpose': 'als sein Zweck',
    no: 'nein, betrifft niemanden',
  },
  subject: {
    workspace: 'Über einen Arbeitsbereich',
    person: 'Über eine Person',
    none: 'Über niemanden',
  },
  keep: {
    'as long as its subject': 'behalten, solange es den gibt, den es betrifft',
    always: because => `immer behalten: ${because}`,
    days: count =>
      count === 0
        ? 'entfernt, wenn es abgelaufen ist'
        : `entfernt ${count} ${count === 1 ? 'Tag' : 'Tage'} danach`,
  },
  english: 'Die Zwecke stehen auf Englisch da, wie sie im Code stehen.',
  who: 'Wer',
  what: 'Wozu',
  which: 'Welche Daten',
  none: 'Der Betreiber hat keine weiteren genannt.',
}
