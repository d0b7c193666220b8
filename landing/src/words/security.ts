import { PLATFORM_NAMES, PLATFORMS, traitsOf } from '@content/api/contract'
import { type Locale, listIn } from '../site.ts'

/** They name no address at which an app gives an access back. */
const KEEPERS = PLATFORMS.filter(it => !traitsOf(it).takesAccessBack).map(it => PLATFORM_NAMES[it])

const en = {
  title: 'Security',
  description:
    'How Content Creation keeps videos, tokens and accounts safe, what it does not do yet, and how to report a vulnerability.',
  headline: 'The safest copy is the one that we do not have.',
  lead: 'Your video never reaches us, so it cannot leak from us. What we do keep, we keep so that stealing it is of little use.',
  parts: [
    [
      'Video',
      'Bytes go from your disk to the platform, over TLS. Our server gets titles, figures and, unless you switch it off, three small pictures per video.',
    ],
    [
      'Access to your channels',
      `Long-lived tokens are sealed in a vault, each bound to its row: put into another row it does not open. Your computer gets short-lived ones, for one thing at a time. Disconnecting forgets the access here and takes it back at the platform; at ${listIn('en', KEEPERS)} the latter is left to you, in your settings there.`,
    ],
    [
      'Passwords and sign-in',
      'Passwords are hashed with bcrypt. Those that everybody tries are refused, and where the operator has set it, stolen ones too, looked up by five digits of a hash. A second factor, recovery codes, a list of browsers that are signed in, and a mail when a new one is.',
    ],
    [
      'Keys',
      'Only the SHA-256 of a key is stored. On your computer it lies in the keychain of the system. Every computer has its own, and one press ends it.',
    ],
    [
      'Workspaces',
      'Every question to the database names the workspace. A test walks through every procedure with the ids of strangers and gets "not found".',
    ],
    [
      'The browser',
      'No script from elsewhere, no trackers, a strict content security policy, cookies that only our own pages send.',
    ],
    [
      'A record',
      'The audit log chains each line to the one before by its hash, so that a line cannot be taken out unnoticed.',
    ],
    [
      'Supply chain',
      'Every dependency is pinned exactly, and none of them may run a script when it is installed.',
    ],
  ],
  not: 'What there is not yet',
  notList: [
    'No certificate such as SOC 2 or ISO 27001, and no outside audit.',
    'No single sign-on with SAML.',
    'No reward for reports; thanks by name, if you like.',
  ],
  report: 'Report a vulnerability',
  reportText:
    'Please not in public. Use "Report a vulnerability" on the Security tab of the repository: only the maintainers read it. Everything can be tried on your own machine with stand-ins for the platforms, so please do not try it on accounts that are not yours.',
  mail: 'Or by mail:',
  prove: 'To prove some of it',
  proveText: 'These run in the repository:',
}
const de: typeof en = {
  title: 'Sicherheit',
  description:
    'Wie Content Creation Videos, Zugänge und Konten schützt, was noch fehlt und wie man eine Schwachstelle meldet.',
  headline: 'Am sichersten ist die Kopie, die wir nicht haben.',
  lead: 'Ihr Video erreicht uns nie, also kann es bei uns nicht abhandenkommen. Was wir behalten, behalten wir so, dass es zu stehlen wenig nützt.',
  parts: [
    [
      'Video',
      'Die Bytes gehen per TLS von Ihrer Festplatte zur Plattform. Unser Server bekommt Titel, Zahlen und, wenn Sie es nicht abschalten, drei kleine Bilder je Video.',
    ],
    [
      'Zugang zu Ihren Kanälen',
      `Langlebige Zugänge liegen versiegelt in einem Tresor, jeder an seine Zeile gebunden: In einer anderen öffnet er sich nicht. Ihr Computer bekommt kurzlebige, jeweils für eine Sache. Trennen vergisst den Zugang hier und nimmt ihn bei der Plattform zurück; bei ${listIn('de', KEEPERS)} tun Sie das selbst, in den Einstellungen dort.`,
    ],
    [
      'Passwörter und Anmeldung',
      'Passwörter sind mit bcrypt gehasht. Was alle versuchen, wird abgelehnt und, wo der Betreiber es eingestellt hat, auch Gestohlenes, gesucht anhand von fünf Stellen eines Hashes. Zweiter Faktor, Notfallcodes, eine Liste der angemeldeten Browser und eine Mail, wenn ein neuer dazukommt.',
    ],
    [
      'Schlüssel',
      'Von einem Schlüssel wird nur der SHA-256 gespeichert. Auf Ihrem Computer liegt er im Schlüsselbund des Systems. Jeder Computer hat einen eigenen, und ein Klick beendet ihn.',
    ],
    [
      'Arbeitsbereiche',
      'Jede Frage an die Datenbank nennt den Arbeitsbereich. Ein Test geht mit fremden Kennungen durch jede Funktion und bekommt „nicht gefunden“.',
    ],
    [
      'Der Browser',
      'Kein Skript von anderswo, keine Verfolger, eine strenge Content Security Policy, Cookies, die nur unsere eigenen Seiten senden.',
    ],
    [
      'Ein Protokoll',
      'Im Protokoll hängt jede Zeile durch ihren Hash an der vorigen; keine lässt sich unbemerkt herausnehmen.',
    ],
    [
      'Lieferkette',
      'Jede Abhängigkeit ist genau festgelegt, und keine darf beim Installieren ein Skript ausführen.',
    ],
  ],
  not: 'Was es noch nicht gibt',
  notList: [
    'Kein Zertifikat wie SOC 2 oder ISO 27001 und keine Prüfung von außen.',
    'Keine Einmalanmeldung mit SAML.',
    'Keine Prämie für Meldungen; Dank mit Namen, wenn Sie möchten.',
  ],
  report: 'Eine Schwachstelle melden',
  reportText:
    'Bitte nicht öffentlich. Nutzen Sie „Report a vulnerability“ im Reiter „Security“ des Repositorys: Nur die Betreuer lesen es. Alles lässt sich auf dem eigenen Rechner mit Ersatz für die Plattformen ausprobieren; bitte versuchen Sie es nicht an fremden Konten.',
  mail: 'Oder per Mail:',
  prove: 'Einiges davon zum Nachprüfen',
  proveText: 'Diese Befehle laufen im Repository:',
}
export const securityWords: Record<Locale, typeof en> = { en, de }
