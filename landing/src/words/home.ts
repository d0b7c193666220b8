import { PLANS, PLATFORM_NAMES, PLATFORMS, TRIAL_DAYS } from '@content/api/contract'
import { type Locale, listIn } from '../site.ts'
import { planWords } from './plans.ts'

const NAMES = PLATFORMS.map(it => PLATFORM_NAMES[it])

const en = {
  title: 'Content Creation: drop a video in a folder, see it on every channel',
  description: `Drop a video in a folder; it is published on ${listIn('en', NAMES)}, each copy in the shape the platform wants.`,
  headline: 'Drop it in a folder. It’s on every channel.',
  lead: `Your video goes out on ${listIn('en', NAMES)}: each copy in the shape the platform wants, with words written for it. The figures come back to one page.`,
  tryHere: 'Try it on your own machine',
  places: 'Where it publishes',
  homeAlt: 'The dashboard: what waits for a yes, what goes out now, and the last seven days',
  how: {
    title: 'You already know how it works.',
    lead: 'There is no upload page. You export your video as always, and the folder does the rest.',
    steps: [
      [
        'Drop a video',
        'The agent on your computer watches a folder that you chose, and waits until the file is really finished.',
      ],
      [
        'It is made to fit',
        'Each platform gets the smallest repair that makes it say yes: often none at all.',
      ],
      [
        'It goes out once',
        'By your rules, or after your yes. A crash resumes where it was; nothing is posted twice.',
      ],
    ],
  },
  film: {
    title: 'From the sign-up to the first video.',
    lead: 'Filmed by a script that uses the product, with stand-ins for the platforms. Only the waiting is cut out.',
    more: 'More films',
  },
  disk: {
    title: 'Your video never passes through us.',
    lead: 'It travels straight from your disk to the platform. Our server knows titles and figures, and, unless you switch it off, three small pictures. So there is no public link, no storage bill, and no size limit of ours.',
    yours: 'Your computer',
    ours: 'Our server',
    bytes: 'the video',
    words: 'words and figures',
    alt: 'The video goes from your computer to the platforms; only words and figures go to our server',
  },
  review: {
    title: 'You see it before anybody else.',
    lead: 'The post as it will look, its words counted as that platform counts. TikTok wants to be asked for each video, with nothing chosen beforehand. It is.',
  },
  repair: {
    title: 'Changed as little as possible, and never behind your back.',
    lead: 'What was sent where, what had to be changed for it, and which rule asked for that: it all stands beside the video.',
  },
  figures: {
    title: 'And then you see what came of it.',
    lead: 'Every channel on one page, day by day, kept from the first day. With the hours at which your videos do well.',
  },
  rivals: {
    title: 'Honest about the others.',
    lead: 'Good tools exist, and some do things that we do not. We read their code and their documentation, and wrote down what we found, with the source and the date.',
    more: 'See the comparison',
    rows: [
      ['Your video', 'uploaded to a server, published from there', 'straight from your disk'],
      [
        'A file the platform would refuse',
        'refused after the upload',
        'repaired before it, by as little as possible',
      ],
      [
        'A time-out while publishing',
        'tried again, or left to you',
        'asked about, never repeated blindly',
      ],
      ['The computer has to be on', 'no', 'yes, while it uploads'],
    ],
    columns: ['Most schedulers', 'Content Creation'],
  },
  prices: {
    title: 'One upload is one video, on any number of channels.',
    lead: `What fails costs nothing. Everybody starts on Free; a first paid plan is free for ${TRIAL_DAYS} days and can be cancelled at any time.`,
    more: 'Everything about prices',
  },
  proof: {
    title: 'Proof you can run.',
    lead: 'Every figure here is what a command in the repository printed. Run it, and hold us to it.',
    on: (day: string) => `Printed on ${day}, on a shared machine with two cores.`,
  },
  questions: {
    title: 'Questions',
    list: [
      [
        'Do I need to leave my computer on?',
        'While it uploads, yes. If it sleeps or loses its network, the upload goes on at the byte where it was. That is the price of video that never passes through a server of ours.',
      ],
      [
        'Will it post without asking me?',
        'Only where you saved a rule that says so. A channel that was just connected asks for every video. TikTok always asks, or takes a draft into your inbox.',
      ],
      [
        'What counts as an upload?',
        'One video, however many channels it goes to. If no channel takes it, it is given back.',
      ],
      [
        'Which files can I drop?',
        'MP4, MOV, MKV, WebM and what else FFmpeg reads, also HDR, 10-bit and variable frame rates. Where a platform would refuse, the smallest repair is made first.',
      ],
      [
        'Can I run all of it myself?',
        'Yes. The command below starts everything on your machine with stand-ins for the platforms. The desktop agent is open source; to publish for real from a server of your own you need apps of your own at the platforms.',
      ],
      [
        'What does the model see?',
        'Facts of the file, at most three small frames and your own prompts, so that it can write. You can also have drafts without any model, or use a key of your own.',
      ],
    ],
  },
  last: {
    title: 'Try all of it before you sign up.',
    lead: 'One command, in a clone of the repository, with stand-ins for the platforms. It needs Node with npm: no keys, no database.',
    free: `${PLANS.free.uploadsPerMonth} uploads a month are free.`,
  },
}

const de: typeof en = {
  title: 'Content Creation: Video in den Ordner, Video auf jedem Kanal',
  description: `Legen Sie ein Video in einen Ordner; es erscheint auf ${listIn('de', NAMES)}, jede Kopie in der Form, die die Plattform will.`,
  headline: 'In den Ordner gelegt. Auf jedem Kanal.',
  lead: `Ihr Video erscheint auf ${listIn('de', NAMES)}: jede Kopie in der Form, die die Plattform will, mit eigens geschriebenen Worten. Die Zahlen kommen auf eine Seite zurück.`,
  tryHere: 'Auf dem eigenen Rechner testen',
  places: 'Wohin es veröffentlicht',
  homeAlt:
    'Das Dashboard: was auf ein Ja wartet, was gerade hinausgeht, und die letzten sieben Tage',
  how: {
    title: 'Sie wissen schon, wie es geht.',
    lead: 'Es gibt keine Upload-Seite. Sie exportieren Ihr Video wie immer, und der Ordner erledigt den Rest.',
    steps: [
      [
        'Video ablegen',
        'Der Agent auf Ihrem Computer beobachtet einen Ordner Ihrer Wahl und wartet, bis die Datei wirklich fertig ist.',
      ],
      [
        'Passend gemacht',
        'Jede Plattform bekommt die kleinste Reparatur, zu der sie Ja sagt: oft gar keine.',
      ],
      [
        'Einmal veröffentlicht',
        'Nach Ihren Regeln oder nach Ihrem Ja. Nach einem Absturz geht es dort weiter, wo es war; nichts erscheint doppelt.',
      ],
    ],
  },
  film: {
    title: 'Von der Anmeldung zum ersten Video.',
    lead: 'Gefilmt von einem Skript, das das Produkt benutzt, mit Ersatz für die Plattformen. Nur das Warten ist herausgeschnitten.',
    more: 'Mehr Filme',
  },
  disk: {
    title: 'Ihr Video läuft nie über uns.',
    lead: 'Es reist direkt von Ihrer Festplatte zur Plattform. Unser Server kennt Titel und Zahlen und, wenn Sie es nicht abschalten, drei kleine Bilder. Darum gibt es keinen öffentlichen Link, keine Speicherrechnung und keine Größengrenze von uns.',
    yours: 'Ihr Computer',
    ours: 'Unser Server',
    bytes: 'das Video',
    words: 'Worte und Zahlen',
    alt: 'Das Video geht von Ihrem Computer zu den Plattformen; an unseren Server gehen nur Worte und Zahlen',
  },
  review: {
    title: 'Sie sehen es vor allen anderen.',
    lead: 'Der Beitrag, wie er aussehen wird, und die Zeichen so gezählt, wie die Plattform sie zählt. TikTok will bei jedem Video gefragt werden, ohne Vorauswahl. So geschieht es.',
  },
  repair: {
    title: 'So wenig geändert wie möglich, und nie hinter Ihrem Rücken.',
    lead: 'Was wohin ging, was dafür geändert werden musste und welche Regel das verlangte: Alles steht neben dem Video.',
  },
  figures: {
    title: 'Und dann sehen Sie, was daraus wurde.',
    lead: 'Jeder Kanal auf einer Seite, Tag für Tag, behalten ab dem ersten. Mit den Stunden, zu denen Ihre Videos gut laufen.',
  },
  rivals: {
    title: 'Ehrlich über die anderen.',
    lead: 'Es gibt gute Werkzeuge, und manche können, was wir nicht können. Wir haben ihren Code und ihre Dokumentation gelesen und aufgeschrieben, was wir fanden, mit Quelle und Datum.',
    more: 'Zum Vergleich',
    rows: [
      [
        'Ihr Video',
        'auf einen Server geladen, von dort veröffentlicht',
        'direkt von Ihrer Festplatte',
      ],
      [
        'Eine Datei, die die Plattform ablehnen würde',
        'nach dem Upload abgelehnt',
        'vorher repariert, so wenig wie möglich',
      ],
      [
        'Eine Zeitüberschreitung beim Veröffentlichen',
        'noch einmal versucht oder Ihnen überlassen',
        'erfragt, nie blind wiederholt',
      ],
      ['Der Computer muss an sein', 'nein', 'ja, während er hochlädt'],
    ],
    columns: ['Die meisten Planer', 'Content Creation'],
  },
  prices: {
    title: 'Ein Upload ist ein Video, auf beliebig vielen Kanälen.',
    lead: `Was scheitert, kostet nichts. Alle beginnen mit Free; der erste bezahlte Plan ist ${TRIAL_DAYS} Tage kostenlos und jederzeit kündbar.`,
    more: 'Alles über die Preise',
  },
  proof: {
    title: 'Beweise, die Sie ausführen können.',
    lead: 'Jede Zahl hier hat ein Befehl aus dem Repository ausgegeben. Führen Sie ihn aus und nehmen Sie uns beim Wort.',
    on: day => `Ausgegeben am ${day}, auf einem geteilten Rechner mit zwei Kernen.`,
  },
  questions: {
    title: 'Fragen',
    list: [
      [
        'Muss mein Computer an bleiben?',
        'Während er hochlädt, ja. Schläft er ein oder verliert er das Netz, geht der Upload bei dem Byte weiter, bei dem er war. Das ist der Preis dafür, dass Ihr Video nie über einen unserer Server läuft.',
      ],
      [
        'Veröffentlicht es, ohne zu fragen?',
        'Nur wo Sie eine Regel gespeichert haben, die das sagt. Ein eben verbundener Kanal fragt bei jedem Video. TikTok fragt immer oder nimmt einen Entwurf in Ihren Eingang.',
      ],
      [
        'Was zählt als Upload?',
        'Ein Video, auf wie viele Kanäle es auch geht. Nimmt es kein Kanal, wird er zurückgegeben.',
      ],
      [
        'Welche Dateien kann ich ablegen?',
        'MP4, MOV, MKV, WebM und was FFmpeg sonst liest, auch HDR, 10 Bit und variable Bildraten. Wo eine Plattform ablehnen würde, wird vorher so wenig wie möglich repariert.',
      ],
      [
        'Kann ich alles selbst betreiben?',
        'Ja. Der Befehl unten startet alles auf Ihrem Rechner, mit Ersatz für die Plattformen. Der Desktop-Agent ist Open Source; um von einem eigenen Server wirklich zu veröffentlichen, brauchen Sie eigene Apps bei den Plattformen.',
      ],
      [
        'Was sieht das Modell?',
        'Angaben zur Datei, höchstens drei kleine Bilder daraus und Ihre eigenen Vorgaben, damit es schreiben kann. Es geht auch mit Entwürfen ganz ohne Modell oder mit einem eigenen Schlüssel.',
      ],
    ],
  },
  last: {
    title: 'Probieren Sie alles aus, bevor Sie sich anmelden.',
    lead: 'Ein Befehl, in einem Klon des Repositorys, mit Ersatz für die Plattformen. Er braucht Node mit npm: keine Schlüssel, keine Datenbank.',
    free: `${planWords.de.uploads(PLANS.free.uploadsPerMonth ?? 0)} sind kostenlos.`,
  },
}

export const homeWords: Record<Locale, typeof en> = { en, de }
