import {
  FAULTS,
  type FaultCode,
  type FaultPage,
  faultFolder,
  faultPages,
  PLATFORM_NAMES,
  PLATFORMS,
  type Platform,
} from '@content/api/contract'
import { MORE } from './more.ts'
import { type Language, WORDS } from './words.ts'

/** A page of the documentation that no file holds. */
export interface MadeDocument {
  /** Its address, without slashes at its ends. */
  id: string
  title: string
  description: string
  body: string
}

/** A page for each code, and one for each platform that lists its codes. */
export function faultDocuments(language: Language): MadeDocument[] {
  const pages = faultPages()
  const lists = [...PLATFORMS, null].map(platform => listOf(platform, pages, language))
  return [...lists, ...pages.map(page => documentOf(page, pages, language))]
}

const inLanguage = (path: string, language: Language) =>
  language === 'en' ? path : `/${language}${path}`
const idOf = (path: string, language: Language) =>
  inLanguage(path, language).replace(/^\/|\/$/g, '')

function documentOf(page: FaultPage, all: FaultPage[], language: Language): MadeDocument {
  const { platform, code, row, path } = page
  const words = WORDS[language]
  const where = platform ? PLATFORM_NAMES[platform] : words.ours
  const same = all.filter(it => it !== page && it.platform === platform && isSame(it, page))
  const more = MORE[language][path.replace(faultFolder(platform), `${platform ?? 'agent'}/`)]
  const also = same.map(it => link(it, language)).join(', ')
  const lines = [
    words.cause(row.cause),
    said(words.who, words.whoCanFix[row.whoCanFix]),
    said(words.press, words.remedy[row.remedy]),
    said(words.again, words.retry[row.retry]),
    ...(more ? [`## ${words.more}`, more] : []),
    ...(also ? [`## ${words.same}`, also] : []),
    `## ${words.told}`,
    toldBy(page, language),
    `[${words.all(where)}](${inLanguage(faultFolder(platform), language)})`,
  ]
  return {
    id: idOf(path, language),
    title: words.title(code, where),
    description: words.cause(row.cause),
    body: lines.join('\n\n'),
  }
}

const said = (head: string, says: string) => `**${head}** ${says}`

const isSame = (one: FaultPage, other: FaultPage) =>
  one.row.cause === other.row.cause && one.row.remedy === other.row.remedy

function toldBy({ platform, code, row }: FaultPage, language: Language): string {
  if (platform === null && Object.hasOwn(FAULTS, code)) {
    // Safe cast: a key of that very table.
    const { status, title } = FAULTS[code as FaultCode]
    return WORDS[language].rest(status, code, title)
  }
  return row.source
}

const link = ({ code, path }: FaultPage, language: Language) =>
  `[\`${code}\`](${inLanguage(path, language)})`

function listOf(platform: Platform | null, pages: FaultPage[], language: Language): MadeDocument {
  const { list, whoCanFix, cause } = WORDS[language]
  const where = platform ? PLATFORM_NAMES[platform] : list.ours
  const groups = Map.groupBy(
    pages.filter(it => it.platform === platform),
    it => it.row.cause,
  )
  const rows = [...groups].map(([sentence, of]) => {
    const who = [...new Set(of.map(it => whoCanFix[it.row.whoCanFix].replace(/\.[^.]+\.$/, '.')))]
    return `| ${cause(sentence)} | ${of.map(it => link(it, language)).join(' ')} | ${who.join(' ')} |`
  })
  return {
    id: idOf(faultFolder(platform), language),
    title: list.title(where),
    description: list.about(where),
    body: [`| ${list.head.join(' | ')} |`, '|---|---|---|', ...rows].join('\n'),
  }
}
