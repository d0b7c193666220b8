import type { Feature } from './feature.ts'

export const review: Feature = {
  slug: 'review',
  picture: 'review',
  docs: '/docs/contributing/protocols/tiktok/',
  command: 'bun run test ops/tests/review-pages.test.ts',
  en: {
    name: 'Review and TikTok',
    short: 'See the post before it is one. TikTok asks for each video, so we do.',
    title: 'Nothing goes public that you did not agree to.',
    lead: 'Each channel follows a rule that you saved, or waits for your yes. You see the post as it will look there, with its words counted as that platform counts.',
    alt: 'A TikTok post under review: its look, its words, and the choices that TikTok asks for',
    parts: [
      {
        title: 'TikTok, the way TikTok wants it',
        text: "Who may see it has no default. Comments, duets and stitches are off until you switch them on. Paid partnership and the music declaration are asked in TikTok's own words, with what your account allows just then. Or the video goes to your TikTok inbox as a draft.",
      },
      {
        title: 'Words for each place',
        text: 'A title for YouTube, a caption for Instagram, a short line for TikTok, drafted from the file or written by a model in your voice. What you wrote yourself is never cut and never added to.',
      },
      {
        title: 'From wherever you are',
        text: "Approve in the dashboard, in the agent's window or in a terminal. Set a date in the calendar, in your own time zone, also across the night when the clocks change.",
      },
    ],
    limits: [
      "Apps that TikTok has not audited yet may only post to private accounts. That is TikTok's rule, and it holds for every tool.",
      'Clients of an agency approve as members of the workspace; a link without a sign-in does not exist.',
    ],
  },
  de: {
    name: 'Prüfen und TikTok',
    short:
      'Sehen Sie den Beitrag, bevor er einer ist. TikTok fragt je Video, also tun wir es auch.',
    title: 'Nichts wird öffentlich, dem Sie nicht zugestimmt haben.',
    lead: 'Jeder Kanal folgt einer Regel, die Sie gespeichert haben, oder wartet auf Ihr Ja. Sie sehen den Beitrag, wie er dort aussehen wird, und die Zeichen so gezählt, wie die Plattform sie zählt.',
    alt: 'Ein TikTok-Beitrag in der Prüfung: sein Aussehen, sein Text und die Angaben, nach denen TikTok fragt',
    parts: [
      {
        title: 'TikTok, wie TikTok es will',
        text: 'Wer es sehen darf, ist nicht vorausgewählt. Kommentare, Duette und Stitches sind aus, bis Sie sie einschalten. Bezahlte Partnerschaft und Musikerklärung werden in TikToks eigenen Worten gefragt, mit dem, was Ihr Konto gerade erlaubt. Oder das Video geht als Entwurf in Ihren TikTok-Eingang.',
      },
      {
        title: 'Worte für jeden Ort',
        text: 'Ein Titel für YouTube, eine Bildunterschrift für Instagram, eine kurze Zeile für TikTok, aus der Datei entworfen oder von einem Modell in Ihrem Ton geschrieben. Was Sie selbst geschrieben haben, wird nie gekürzt und nie ergänzt.',
      },
      {
        title: 'Von überall',
        text: 'Geben Sie im Dashboard, im Fenster des Agenten oder im Terminal frei. Setzen Sie im Kalender ein Datum, in Ihrer Zeitzone, auch über die Nacht der Zeitumstellung hinweg.',
      },
    ],
    limits: [
      'Apps, die TikTok noch nicht geprüft hat, dürfen nur auf private Konten veröffentlichen. Das ist TikToks Regel und gilt für jedes Werkzeug.',
      'Kunden einer Agentur geben als Mitglieder des Arbeitsbereichs frei; einen Link ohne Anmeldung gibt es nicht.',
    ],
  },
}
