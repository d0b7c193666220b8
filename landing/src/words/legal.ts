import { DELETION_GRACE_DAYS } from '@content/api/contract'
import type { Locale } from '../site.ts'

export const LEGAL_PAGES = [
  'privacy',
  'terms',
  'dpa',
  'cookies',
  'imprint',
  'subprocessors',
] as const
export type LegalPage = (typeof LEGAL_PAGES)[number]

interface Page {
  title: string
  description: string
  lead: string
  sections: readonly { title: string; text: readonly string[] }[]
}

const en: Record<LegalPage, Page> = {
  privacy: {
    title: 'Privacy',
    description:
      'Which data Content Creation keeps, what each is for, and for how long: taken from the very registry by which it is exported and deleted.',
    lead: 'The table below is not written by hand: it is the registry by which data is exported, deleted and let go.',
    sections: [
      {
        title: 'In short',
        text: [
          'Your videos never reach us. We keep who you are, which channels you connected, what was published and what came of it, so that the product can do its work. We sell nothing, show no advertising and load nothing from others on our pages.',
        ],
      },
      {
        title: 'Why we may',
        text: [
          'To fulfil the contract with you (Art. 6(1)(b) GDPR): account, channels, publications, figures, payments. For a legitimate interest (Art. 6(1)(f)): keeping the service safe, such as sign-in tries and the audit log. By law (Art. 6(1)(c)): invoices.',
        ],
      },
      {
        title: 'Your rights',
        text: [
          `You can see, take along, correct and delete your data yourself, in the settings under Privacy: the export holds every table about you, and a deletion is carried out after ${DELETION_GRACE_DAYS} days, until which you can take it back. You may object, and complain to a supervisory authority.`,
        ],
      },
    ],
  },
  terms: {
    title: 'Terms',
    description: 'What you may expect of us and what we expect of you.',
    lead: 'What you may expect of us, and what we expect of you, in words that one can read.',
    sections: [
      {
        title: 'What we do',
        text: [
          'We run the server to which your agent speaks: accounts, words, connections, plans and figures. The agent itself is open source under the MIT licence and runs on your own machine.',
        ],
      },
      {
        title: 'What is yours',
        text: [
          "Videos, words and channels are yours and stay yours. You may publish what you have the rights for, within the rules of each platform; YouTube's, Meta's, TikTok's and LinkedIn's terms hold for what you publish there.",
        ],
      },
      {
        title: 'Plans and payment',
        text: [
          'Prices, limits and what happens at a limit stand on the page of prices. Plans are paid in advance by the month or the year and can be cancelled at any time, to the end of what is paid.',
        ],
      },
      {
        title: 'What you may not do',
        text: [
          'No spam, no publishing in the name of others without their leave, no attempts on the accounts of others. Testing our security is welcome, with stand-ins on your own machine.',
        ],
      },
      {
        title: 'Ending',
        text: [
          'You can delete your account at any time. We may end it for a serious breach, after telling you; you can take your data along before.',
        ],
      },
      {
        title: 'Liability',
        text: ["To be completed by the operator's lawyer for the law that applies."],
      },
    ],
  },
  dpa: {
    title: 'Data processing agreement',
    description:
      'The agreement by which Content Creation processes personal data for its customers, under Art. 28 GDPR.',
    lead: 'For customers who process personal data of others with us (Art. 28 GDPR).',
    sections: [
      {
        title: 'Subject and duration',
        text: [
          'Processing for publishing videos and reading their figures, for as long as the contract runs.',
        ],
      },
      {
        title: 'Kinds of data and of people',
        text: [
          "Names and mail addresses of the customer's people; titles, captions and small pictures of videos, in which people may be seen; public figures of posts. Every column stands in the table of the page on privacy.",
        ],
      },
      {
        title: 'Instructions',
        text: [
          'We process only on documented instructions: the settings of the workspace, its rules and its approvals are those instructions.',
        ],
      },
      {
        title: 'Measures',
        text: [
          'Those of the page on security: sealed tokens, one workspace a question, hashed keys, an audit log, pinned dependencies, encrypted transport, backups that can be brought back.',
        ],
      },
      {
        title: 'Subprocessors',
        text: [
          'Those of the page on subprocessors. We tell of a new one before it begins, and the customer may object.',
        ],
      },
      {
        title: 'Help, deletion and proof',
        text: [
          'Export and deletion are functions of the product. After the end everything is deleted but what the law makes us keep. We give what is needed to prove all this.',
        ],
      },
      {
        title: 'Breaches',
        text: ['We tell the customer of a breach without delay, with what we know.'],
      },
    ],
  },
  cookies: {
    title: 'Cookies',
    description:
      'Which cookies Content Creation sets: one to keep you signed in, one to know a browser again. None to follow you.',
    lead: 'This site sets none. The dashboard sets what it needs to work, and asks nothing else of your browser.',
    sections: [
      {
        title: 'On this site',
        text: [
          'No cookies, no storage, no requests to others. There is nothing to consent to, so no banner asks.',
        ],
      },
      {
        title: 'In the dashboard',
        text: [
          "One cookie that keeps you signed in, and one by which a browser is known again, so that you get a mail only when a new one signs in. Both are needed for what you asked for (§ 25(2) TDDDG, Art. 5(3) ePrivacy Directive), cannot be read by scripts, and are sent to us alone. The chosen language is kept in your browser's own storage.",
        ],
      },
    ],
  },
  imprint: {
    title: 'Imprint',
    description: 'Who runs this service.',
    lead: 'Who runs this service.',
    sections: [],
  },
  subprocessors: {
    title: 'Subprocessors',
    description: 'Who else gets data when Content Creation does its work, and for what.',
    lead: 'Who else gets data when the product does its work, what for, and which data.',
    sections: [],
  },
}

const de: Record<LegalPage, Page> = {
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
          'Ein Cookie hält Sie angemeldet, und eines erkennt einen Browser wieder, damit Sie nur dann eine Mail bekommen, wenn sich ein neuer anmeldet. Beide sind für das nötig, worum Sie gebeten haben (§ 25 Abs. 2 TDDDG), für Skripte unlesbar und gehen nur an uns. Die gewählte Sprache liegt im Speicher Ihres Browsers.',
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

export const legalPages: Record<Locale, Record<LegalPage, Page>> = { en, de }

const shared = {
  en: {
    template:
      'This page is a template. What stands in brackets is to be filled in by whoever runs the service, in operator.json, and the whole to be read by their lawyer.',
    missing: (field: string) => `[${field}]`,
    operator: 'Who is responsible',
    fields: {
      name: 'name',
      address: 'address',
      country: 'country',
      email: 'mail address',
      phone: 'telephone',
      represented: 'represented by',
      register: 'register and number',
      vatId: 'VAT number',
      dataProtectionContact: 'contact for data protection',
      supervisoryAuthority: 'supervisory authority',
      governingLaw: 'law that applies',
    },
    tables: 'Every table, every column',
    tablesText: 'What is sealed or hashed is exported as what it is for, never as what is in it.',
    column: 'Column',
    purpose: 'What for',
    inExport: 'In your export',
    exported: {
      'as it is': 'yes',
      'as its purpose': 'as its purpose',
      no: 'no, about nobody',
    } as Record<string, string>,
    subject: { workspace: 'About a workspace', person: 'About a person', none: 'About nobody' },
    keep: {
      'as long as its subject': 'kept as long as whom it is about',
      always: (because: string) => `kept always: ${because}`,
      days: (count: number) =>
        count === 0
          ? 'removed when it has ended'
          : `removed ${count} ${count === 1 ? 'day' : 'days'} after it`,
    },
    english: '',
    who: 'Who',
    what: 'What for',
    which: 'Which data',
    named: 'Named by the operator',
    none: 'The operator has named no further ones.',
  },
  de: {
    template:
      'Diese Seite ist eine Vorlage. Was in Klammern steht, füllt der Betreiber des Dienstes in operator.json aus, und das Ganze liest sein Anwalt.',
    missing: (field: string) => `[${field}]`,
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
    } as Record<string, string>,
    subject: {
      workspace: 'Über einen Arbeitsbereich',
      person: 'Über eine Person',
      none: 'Über niemanden',
    },
    keep: {
      'as long as its subject': 'behalten, solange es den gibt, den es betrifft',
      always: (because: string) => `immer behalten: ${because}`,
      days: (count: number) =>
        count === 0
          ? 'entfernt, wenn es abgelaufen ist'
          : `entfernt ${count} ${count === 1 ? 'Tag' : 'Tage'} danach`,
    },
    english: 'Die Zwecke stehen auf Englisch da, wie sie im Code stehen.',
    who: 'Wer',
    what: 'Wozu',
    which: 'Welche Daten',
    named: 'Vom Betreiber genannt',
    none: 'Der Betreiber hat keine weiteren genannt.',
  },
}
export const legalWords = shared
