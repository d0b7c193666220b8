import { join } from 'node:path'
import {
  definitionOf,
  forEachPlatform,
  type Meter,
  PLATFORM_NAMES,
  Platform,
  traitsOf,
} from '../../../api/contract/index.ts'
import { callbackUrl } from '../../../api/src/connection/oauth-state.rules.ts'
import { SIGNED_REQUESTS } from '../../../api/src/http/routes/privacy-routes.ts'
import { createPlatforms } from '../../../api/src/outside/platforms/index.ts'
import { type Facts, type Language, table } from '../blocks.ts'

/** As in .env.example, so that people see at once what is to be put in its place. */
const PUBLIC_URL = 'https://studio.example.com'
const AT_HOME = 'http://localhost:8787'

const APP = { kind: 'real', clientId: 'of-the-app', clientSecret: 'of-the-app' } as const
const ACCESS = createPlatforms(forEachPlatform(() => APP))

/** What is written about one platform's app, in the form in which its console asks for it. */
export const platformFacts: Facts = {
  scopes: (name, language) => scopes(Platform.parse(name), language),
  'captions-scope': name => code('text', [definitionOf(Platform.parse(name)).captionsScope ?? '']),
  redirect: name => code('text', [callbackUrl(PUBLIC_URL, Platform.parse(name))]),
  'redirect-at-home': name => code('text', [callbackUrl(AT_HOME, Platform.parse(name))]),
  'signed-requests': () =>
    code(
      'text',
      Object.keys(SIGNED_REQUESTS).map(it => PUBLIC_URL + it),
    ),
  settings: name => settings(Platform.parse(name)),
  words: (name, language) => words(Platform.parse(name), language),
  apps: (_, language) => apps(language),
}

const code = (kind: string, lines: readonly string[]) =>
  [`\`\`\`${kind}`, ...lines, '```'].join('\n')

const SCOPE_HEAD = {
  en: ['scope', 'what it lets the server do'],
  de: ['Scope', 'was der Server damit darf'],
}

async function scopes(platform: Platform, language: Language): Promise<string> {
  const says = await scopeWords(platform, language)
  const rows = ACCESS[platform].scopes.map(scope => [`\`${scope}\``, says[scope] ?? ''])
  return table(SCOPE_HEAD[language], rows)
}

/** The sentences of the dashboard, which has them in every language. */
async function scopeWords(platform: Platform, language: Language) {
  const file = join(import.meta.dir, '../../../app/src/platforms', platform, 'words.ts')
  const module: { words(language: Language): { scopes: Record<string, string> } } = await import(
    file
  )
  return module.words(language).scopes
}

function settings(platform: Platform): string {
  const { app } = definitionOf(platform)
  const slots = traitsOf(platform).dailySlots
  return code('ini', [
    `${app.id}=`,
    `${app.secret}=`,
    ...(slots ? [`${slots.setting}=${slots.usual}`] : []),
  ])
}

const UNITS: Record<Language, Record<Meter['unit'], string>> = {
  en: { characters: 'characters', bytes: 'bytes', hashtags: 'hashtags', mentions: 'mentions' },
  de: { characters: 'Zeichen', bytes: 'Bytes', hashtags: 'Hashtags', mentions: 'Erwähnungen' },
}
const FIELDS: Record<Language, Record<Meter['field'], string>> = {
  en: { title: 'title', description: 'description', tags: 'tags', caption: 'caption' },
  de: { title: 'Titel', description: 'Beschreibung', tags: 'Tags', caption: 'Text' },
}
const WORDS_HEAD = { en: ['field', 'at most'], de: ['Feld', 'höchstens'] }

function words(platform: Platform, language: Language): string {
  const rows = definitionOf(platform).meters.map(({ field, most, unit }) => [
    FIELDS[language][field],
    `${most.toLocaleString(language)} ${UNITS[language][unit]}`,
  ])
  return table(WORDS_HEAD[language], rows)
}

const APPS_HEAD = {
  en: ['platform', 'settings', 'redirect address'],
  de: ['Plattform', 'Einstellungen', 'Weiterleitungsadresse'],
}

function apps(language: Language): string {
  const rows = Object.entries(PLATFORM_NAMES).map(([id, name]) => {
    const platform = Platform.parse(id)
    const { app } = definitionOf(platform)
    const folder = language === 'en' ? '/docs' : `/${language}/docs`
    return [
      `[${name}](${folder}/platform-apps/${id}/)`,
      `\`${app.id}\`, \`${app.secret}\``,
      `\`${callbackUrl('PUBLIC_URL', platform)}\``,
    ]
  })
  return table(APPS_HEAD[language], rows)
}
