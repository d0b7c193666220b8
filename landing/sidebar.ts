import type { StarlightUserConfig } from '@astrojs/starlight/types'
import { faultFolder, PLATFORM_NAMES, PLATFORMS } from '@content/api/contract'
import { FILMS } from './src/data/films.ts'

type Sidebar = NonNullable<StarlightUserConfig['sidebar']>

const page = (link: string, label: string, de: string) => ({ link, label, translations: { de } })
const group = (label: string, de: string, items: Sidebar) => ({
  ...{ label, items },
  translations: { de },
})
const folded = (label: string, de: string, items: Sidebar) => ({
  ...group(label, de, items),
  collapsed: true,
})

/** What stands beside every document, in the order in which somebody new wants it. */
export const sidebar: Sidebar = [
  page('/docs/', 'Documentation', 'Dokumentation'),
  page('/docs/getting-started/', 'Getting started', 'Erste Schritte'),
  ...(Object.keys(FILMS).length > 0 ? [page('/docs/films/', 'Films', 'Filme')] : []),
  page('/docs/running/', 'Running it', 'Server betreiben'),
  group('Guides', 'Anleitungen', [
    page('/docs/guides/folders/', 'Folders and rules', 'Ordner und Regeln'),
    page('/docs/guides/words/', 'Words and brand voice', 'Texte und Markenstimme'),
    page('/docs/guides/review/', 'Review, and TikTok’s rules', 'Freigabe und TikToks Regeln'),
    page('/docs/guides/scheduling/', 'Scheduling', 'Termine'),
    page('/docs/guides/teams/', 'Teams', 'Teams'),
    page('/docs/guides/billing/', 'Plans and billing', 'Tarife und Abrechnung'),
    page('/docs/guides/api-keys/', 'API keys', 'API-Schlüssel'),
    page('/docs/guides/webhooks/', 'Webhooks', 'Webhooks'),
    page('/docs/guides/white-label/', 'White label', 'Eigene Marke'),
    page('/docs/guides/moving/', 'Moving from another tool', 'Von einem anderen Werkzeug'),
  ]),
  group('Your own platform apps', 'Eigene Plattform-Apps', [
    page('/docs/platform-apps/', 'Begin here', 'Beginnen'),
    ...PLATFORMS.map(it =>
      page(`/docs/platform-apps/${it}/`, PLATFORM_NAMES[it], PLATFORM_NAMES[it]),
    ),
    page('/docs/platform-apps/tiktok-audit/', 'TikTok audit kit', 'Mappe zum TikTok-Audit'),
  ]),
  group('When something goes wrong', 'Wenn etwas schiefgeht', [
    page('/docs/troubleshooting/', 'Begin here', 'Beginnen'),
    page('/docs/troubleshooting/doctor/', 'What doctor checks', 'Was doctor prüft'),
    page('/docs/troubleshooting/agent/', 'Agent and server', 'Agent und Server'),
    ...PLATFORMS.map(it => page(faultFolder(it), PLATFORM_NAMES[it], PLATFORM_NAMES[it])),
  ]),
  group('Reference', 'Nachschlagen', [
    page('/docs/reference/commands/', 'Commands', 'Befehle'),
    page('/docs/reference/settings/', 'Settings of the server', 'Einstellungen des Servers'),
    page('/docs/reference/agent-settings/', 'Settings of the agent', 'Einstellungen des Agenten'),
    page('/docs/reference/rest/', 'REST interface', 'REST-Schnittstelle'),
    page('/docs/reference/webhooks/', 'Webhooks and events', 'Webhooks und Ereignisse'),
    page('/docs/reference/plans/', 'Plans and limits', 'Tarife und Grenzen'),
    page('/docs/reference/media/', 'Media rules', 'Regeln für Medien'),
  ]),
  group('Contributing', 'Mitentwickeln', [
    page('/docs/contributing/', 'Begin here', 'Beginnen'),
    page('/docs/contributing/architecture/', 'Architecture', 'Architektur'),
    page('/docs/contributing/packaging/', 'Packaging', 'Pakete'),
    folded('Recipes', 'Rezepte', [{ autogenerate: { directory: 'contributing/recipes' } }]),
    folded('Decisions', 'Entscheidungen', [
      { autogenerate: { directory: 'contributing/decisions' } },
    ]),
    folded('Protocols', 'Protokolle', [{ autogenerate: { directory: 'contributing/protocols' } }]),
  ]),
]
