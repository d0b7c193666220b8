import type { Locale } from '../site.ts'

const en = {
  title: 'Download',
  headline: 'The agent for your computer.',
  description:
    'The open-source desktop agent for Linux, macOS and Windows: downloads with checksums, how to verify them, and how to remove it without a trace.',
  lead: 'Small, open source (MIT), for Linux, macOS and Windows. It watches your folder, prepares, uploads, and never holds a password of a platform.',
  version: (version: string, day: string) => `Version ${version}, ${day}`,
  none: 'There is no release yet.',
  noneText:
    'Nothing is offered here that was not built and signed as a release. Until then the agent runs from source, on any computer with Node and npm:',
  everything: 'Everything, to try it',
  everythingText:
    'In a clone of the repository, this starts server, dashboard and agent, with stand-ins for the platforms:',
  agent: 'The agent alone',
  agentText: 'In the same clone, this packs the agent and installs it as a command:',
  file: 'File',
  size: 'Size',
  checksum: 'SHA-256',
  verify: 'Check what you downloaded',
  verifyText: 'The checksum that your computer prints has to be the one in the table.',
  needs: 'What it needs',
  needsList: [
    'Linux, macOS or Windows, 64-bit.',
    'FFmpeg, 5.0 or later. npm brings an older one along for whoever has none.',
    'No open port: it only calls out, to your server and to the platforms.',
  ],
  uninstall: 'Remove it without a trace',
  uninstallText:
    'This signs the computer out, takes its key from the keychain, and deletes journal, settings and what was prepared. Your videos stay where they are. Without --yes it only says what it would remove.',
  first: 'And then',
  firstText: 'Sign the computer in, and look whether everything is as it should be:',
}
const de: typeof en = {
  title: 'Download',
  headline: 'Der Agent für Ihren Computer.',
  description:
    'Der quelloffene Desktop-Agent für Linux, macOS und Windows: Downloads mit Prüfsummen, wie man sie prüft und wie man ihn spurlos entfernt.',
  lead: 'Klein, quelloffen (MIT), für Linux, macOS und Windows. Er beobachtet Ihren Ordner, bereitet vor, lädt hoch und kennt kein Passwort einer Plattform.',
  version: (version, day) => `Version ${version}, ${day}`,
  none: 'Es gibt noch keine Veröffentlichung.',
  noneText:
    'Hier wird nichts angeboten, was nicht als Veröffentlichung gebaut und signiert wurde. Bis dahin läuft der Agent aus den Quellen, auf jedem Computer mit Node und npm:',
  everything: 'Alles zusammen, zum Ausprobieren',
  everythingText:
    'In einem Klon des Repositorys startet dies Server, Dashboard und Agent, mit Ersatz für die Plattformen:',
  agent: 'Nur der Agent',
  agentText: 'Im selben Klon packt dies den Agenten und installiert ihn als Befehl:',
  file: 'Datei',
  size: 'Größe',
  checksum: 'SHA-256',
  verify: 'Prüfen, was Sie geladen haben',
  verifyText: 'Die Prüfsumme, die Ihr Computer ausgibt, muss die in der Tabelle sein.',
  needs: 'Was er braucht',
  needsList: [
    'Linux, macOS oder Windows, 64 Bit.',
    'FFmpeg, ab 5.0. Für alle, die keines haben, bringt npm ein älteres mit.',
    'Keinen offenen Port: Er ruft nur hinaus, zu Ihrem Server und zu den Plattformen.',
  ],
  uninstall: 'Spurlos entfernen',
  uninstallText:
    'Das meldet den Computer ab, nimmt seinen Schlüssel aus dem Schlüsselbund und löscht Journal, Einstellungen und Vorbereitetes. Ihre Videos bleiben, wo sie sind. Ohne --yes sagt es nur, was es entfernen würde.',
  first: 'Und dann',
  firstText: 'Melden Sie den Computer an und sehen Sie nach, ob alles ist, wie es sein soll:',
}
export const downloadWords: Record<Locale, typeof en> = { en, de }
