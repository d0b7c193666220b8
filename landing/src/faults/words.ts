import type { FaultRetry, Remedy, WhoCanFix } from '@content/api/contract'
import { CAUSES_DE } from '@content/api/contract/platforms/causes-de'

export type Language = 'en' | 'de'

interface Words {
  cause(sentence: string): string
  ours: string
  title(code: string, where: string): string
  all(where: string): string
  who: string
  again: string
  press: string
  told: string
  same: string
  more: string
  rest(status: number, code: string, title: string): string
  whoCanFix: Record<WhoCanFix, string>
  retry: Record<FaultRetry, string>
  remedy: Record<Remedy, string>
  /** Of a page that lists the codes of one platform, or ours. */
  list: { title(where: string): string; about(where: string): string; ours: string; head: string[] }
}

const en: Words = {
  cause: sentence => sentence,
  ours: 'agent and server',
  title: (code, where) => `${code} (${where})`,
  all: where => `All codes: ${where}`,
  who: 'Who can fix it?',
  again: 'Is it tried again?',
  press: 'What to press?',
  told: 'Who says so',
  same: 'The same under other codes',
  more: 'More about it',
  rest: (status, code, title) =>
    `Over the API it is status ${status} with \`"code": "${code}"\`, and the title “${title}”`,
  whoCanFix: {
    you: 'You can.',
    us: 'Whoever runs the service, or a newer version of the program. You have done nothing wrong.',
    wait: 'Nobody has to. Time does.',
  },
  retry: {
    never: 'No. It stays as it is until somebody does something.',
    backoff: 'Yes, by itself: soon at first, then after longer and longer times.',
    minute: 'Yes, by itself, every minute. It goes on as soon as the reason is gone.',
    fiveMinutes: 'Yes, by itself, every five minutes. It goes on as soon as the reason is gone.',
    hour: 'Yes, by itself, every hour.',
    day: 'Yes, by itself, after a day.',
    pacificMidnight:
      'Yes, by itself, when the day of the platform begins: at midnight in Los Angeles.',
  },
  remedy: {
    signIn: 'Sign the computer in: *Sign in* in the window, or `content login`.',
    connect:
      'In the dashboard open *Connections* and choose *Connect again* on the card of the channel.',
    approve:
      'Approve it under *Review* in the dashboard or in the window, or with `content approve`.',
    changeWords:
      'Change the words under *Review* in the dashboard or in the window and approve it again, or use `content approve`.',
    retry:
      'Choose *Send it again* at the video in the dashboard, *Try again* in the window, or `content retry`.',
    lookAtChannel:
      'Look at the channel on the platform. Then say what you saw: at the video in the dashboard, or with `content resolve`.',
    freeDisk:
      'Free some space on the disk. What waits goes on by itself; what failed is sent again with `content retry`.',
    replaceFile: 'Mend the file, or put another one in its place.',
    upgradePlan: 'See the plans under *Settings → Plan and billing*.',
    openPlatform:
      'Open the platform: what is missing can only be done there. Then choose *Send it again* at the video, or `content retry`.',
    update: 'Update the program. A newer version may mend it.',
    nothing: 'Nothing.',
  },
  list: {
    title: where => `${where}: what can go wrong`,
    about: where => `${where}: every code, what it means, and what helps.`,
    ours: 'Agent and server',
    head: ['what happened', 'codes', 'who can fix it'],
  },
}

const de: Words = {
  cause: sentence => CAUSES_DE[sentence] ?? sentence,
  ours: 'Agent und Server',
  title: (code, where) => `${code} (${where})`,
  all: where => `Alle Codes: ${where}`,
  who: 'Wer kann es beheben?',
  again: 'Wird es noch einmal versucht?',
  press: 'Was tun Sie?',
  told: 'Wer das sagt',
  same: 'Dasselbe unter anderen Codes',
  more: 'Mehr dazu',
  rest: (status, code, title) =>
    `Über die API ist es der Status ${status} mit \`"code": "${code}"\` und dem Titel „${title}“`,
  whoCanFix: {
    you: 'Sie.',
    us: 'Wer den Dienst betreibt, oder eine neuere Version des Programms. Sie haben nichts falsch gemacht.',
    wait: 'Niemand muss etwas tun. Die Zeit hilft.',
  },
  retry: {
    never: 'Nein. Es bleibt, wie es ist, bis jemand etwas tut.',
    backoff: 'Ja, von selbst: erst bald, dann in immer längeren Abständen.',
    minute: 'Ja, von selbst, jede Minute. Es geht weiter, sobald der Grund weg ist.',
    fiveMinutes: 'Ja, von selbst, alle fünf Minuten. Es geht weiter, sobald der Grund weg ist.',
    hour: 'Ja, von selbst, jede Stunde.',
    day: 'Ja, von selbst, nach einem Tag.',
    pacificMidnight:
      'Ja, von selbst, sobald der Tag der Plattform beginnt: um Mitternacht in Los Angeles.',
  },
  remedy: {
    signIn: 'Melden Sie den Computer an: *Anmelden* im Fenster oder `content login`.',
    connect: 'Öffnen Sie im Dashboard *Kanäle* und wählen Sie beim Kanal *Neu verbinden*.',
    approve:
      'Geben Sie es unter *Freigabe* im Dashboard oder im Fenster frei, oder mit `content approve`.',
    changeWords:
      'Ändern Sie die Texte unter *Freigabe* im Dashboard oder im Fenster und geben Sie es neu frei, oder nehmen Sie `content approve`.',
    retry:
      'Wählen Sie beim Video *Erneut senden* im Dashboard, *Erneut versuchen* im Fenster, oder `content retry`.',
    lookAtChannel:
      'Sehen Sie auf der Plattform im Kanal nach. Sagen Sie dann, was Sie gesehen haben: beim Video im Dashboard oder mit `content resolve`.',
    freeDisk:
      'Schaffen Sie Platz auf dem Datenträger. Was wartet, geht von selbst weiter; was gescheitert ist, sendet `content retry` noch einmal.',
    replaceFile: 'Reparieren Sie die Datei oder legen Sie eine andere an ihre Stelle.',
    upgradePlan: 'Sehen Sie sich unter *Einstellungen → Tarif und Abrechnung* die Tarife an.',
    openPlatform:
      'Öffnen Sie die Plattform: Was fehlt, lässt sich nur dort erledigen. Dann wählen Sie beim Video *Erneut senden*, oder `content retry`.',
    update: 'Aktualisieren Sie das Programm. Eine neuere Version behebt das vielleicht.',
    nothing: 'Nichts.',
  },
  list: {
    title: where => `${where}: was schiefgehen kann`,
    about: where => `${where}: jeder Code, was er bedeutet und was hilft.`,
    ours: 'Agent und Server',
    head: ['was geschehen ist', 'Codes', 'wer es beheben kann'],
  },
}

export const WORDS: Record<Language, Words> = { en, de }
