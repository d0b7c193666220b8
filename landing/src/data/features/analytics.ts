import type { Feature } from './feature.ts'

export const analytics: Feature = {
  slug: 'analytics',
  picture: 'analytics',
  docs: '/docs/contributing/protocols/',
  command: 'bun run bench analytics',
  en: {
    name: 'Analytics',
    short: 'All channels in one place, day by day, with a history that is yours.',
    title: 'What came of it, on every channel.',
    lead: 'Figures are fetched from the day a video goes out and kept. Platforms show you today; here you see how it came about.',
    alt: 'The analytics page: totals of each platform, and below them the views gained each day',
    parts: [
      {
        title: 'Day by day',
        text: 'Views, likes, comments and shares as each platform tells them, on your own calendar. A day on which a platform said nothing is shown as such and not as a nought.',
      },
      {
        title: 'Best times and top videos',
        text: "When your videos did well, and which did better than your own usual. Where a platform's terms forbid scores made of its figures, they are left out and the page says so.",
      },
      {
        title: 'Take it along',
        text: 'Everything as CSV with one press, and over the API with the Enterprise plan. Your export is complete: every table about you, with what each column is for.',
      },
    ],
    limits: [
      "Only what the platforms' own interfaces tell: no watch time per viewer, no followers by city.",
      'LinkedIn tells an app no figures of a member’s posts, so there are none of it.',
      'Figures of before you connected a channel are not fetched.',
    ],
  },
  de: {
    name: 'Auswertung',
    short: 'Alle Kanäle an einem Ort, Tag für Tag, mit einem Verlauf, der Ihnen gehört.',
    title: 'Was daraus wurde, auf jedem Kanal.',
    lead: 'Zahlen werden ab dem Tag geholt, an dem ein Video hinausgeht, und behalten. Plattformen zeigen Ihnen heute; hier sehen Sie, wie es dazu kam.',
    alt: 'Die Auswertung: Summen je Plattform, und darunter die gewonnenen Aufrufe je Tag',
    parts: [
      {
        title: 'Tag für Tag',
        text: 'Aufrufe, Likes, Kommentare und Weitergaben, wie jede Plattform sie nennt, in Ihrem eigenen Kalender. Ein Tag, an dem eine Plattform schwieg, steht als solcher da und nicht als Null.',
      },
      {
        title: 'Beste Zeiten und stärkste Videos',
        text: 'Wann Ihre Videos gut liefen und welche besser als Ihr Übliches. Verbieten die Bedingungen einer Plattform Wertungen aus ihren Zahlen, fehlen sie, und die Seite sagt es.',
      },
      {
        title: 'Zum Mitnehmen',
        text: 'Alles als CSV mit einem Klick, mit dem Enterprise-Plan auch über die API. Ihr Export ist vollständig: jede Tabelle über Sie, und wozu jede Spalte da ist.',
      },
    ],
    limits: [
      'Nur was die Schnittstellen der Plattformen selbst sagen: keine Sehdauer je Person, keine Abonnenten nach Stadt.',
      'LinkedIn nennt einer App keine Zahlen zu den Beiträgen eines Mitglieds, also gibt es keine davon.',
      'Zahlen aus der Zeit vor dem Verbinden eines Kanals werden nicht geholt.',
    ],
  },
}
