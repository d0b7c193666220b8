import type { uiWords } from '../words.ts'

export type NavWord = Exclude<keyof ReturnType<typeof uiWords>['nav'], 'label'>
export type SettingsWord = Exclude<keyof ReturnType<typeof uiWords>['settings'], 'label'>

export interface NavPage {
  href: string
  word: NavWord
  /** The second key after `g`; null where there is none. */
  key: string | null
  /** A stroke in a box of 24 by 24. */
  icon: string
}

/** The pages of the way around, in its order. */
export const NAV_PAGES: readonly NavPage[] = [
  { href: '/', word: 'home', key: 'h', icon: 'M4 11l8-7 8 7v9h-5v-6H9v6H4z' },
  { href: '/videos', word: 'videos', key: 'v', icon: 'M4 5h16v14H4zM10 9v6l5-3z' },
  { href: '/review', word: 'review', key: 'r', icon: 'M4 12l5 5L20 6' },
  { href: '/calendar', word: 'calendar', key: 'c', icon: 'M4 6h16v14H4zM4 10h16M8 3v5M16 3v5' },
  { href: '/analytics', word: 'analytics', key: 'a', icon: 'M5 20V11M12 20V4M19 20v-6' },
  {
    href: '/connections',
    word: 'connections',
    key: null,
    icon: 'M10 14a4 4 0 010-6l2-2a4 4 0 016 6l-1 1M14 10a4 4 0 010 6l-2 2a4 4 0 01-6-6l1-1',
  },
  { href: '/devices', word: 'devices', key: null, icon: 'M4 5h16v11H4zM9 20h6M12 16v4' },
  {
    href: '/settings',
    word: 'settings',
    key: 's',
    icon: 'M4 7h10M18 7h2M4 17h2M10 17h10M14 5v4M6 15v4M10 15v4M18 5v4',
  },
]

export const OPERATOR_PAGE: NavPage = {
  href: '/operator',
  word: 'operator',
  key: null,
  icon: 'M4 12h4l3-7 3 14 3-7h3',
}

/** What the settings hold, each at its own fixed address. */
export const SETTINGS_PAGES: readonly SettingsWord[] = [
  'profile',
  'security',
  'team',
  'billing',
  'prompts',
  'notifications',
  'developer',
  'brand',
  'privacy',
  'audit',
]

export const settingsHref = (page: SettingsWord) => `/settings/${page}`

const START = '/docs/'
/** Where the documentation explains a page. */
const HELP: Readonly<Record<string, string>> = {
  '/': '/docs/getting-started/',
  '/videos': '/docs/troubleshooting/',
  '/review': '/docs/guides/review/',
  '/calendar': '/docs/guides/scheduling/',
  '/connections': '/docs/guides/folders/',
  '/devices': '/docs/troubleshooting/doctor/',
  '/operator': '/docs/running/',
  [settingsHref('security')]: '/docs/guides/teams/',
  [settingsHref('team')]: '/docs/guides/teams/',
  [settingsHref('billing')]: '/docs/guides/billing/',
  [settingsHref('prompts')]: '/docs/guides/words/',
  [settingsHref('developer')]: '/docs/guides/api-keys/',
  [settingsHref('brand')]: '/docs/guides/white-label/',
  [settingsHref('audit')]: '/docs/guides/teams/',
}
export const HELP_PAGES: readonly string[] = [...new Set([START, ...Object.values(HELP)])]

/** The document about a page, or about the page that it is one of; else where all begin. */
export const helpFor = (path: string): string =>
  HELP[path] ?? (path.startsWith('/videos/') ? HELP['/videos'] : undefined) ?? START

/** Addresses from before, still in mails and bookmarks, and where each page is now. */
export const MOVED: Readonly<Record<string, string>> = {
  '/billing': settingsHref('billing'),
  '/team': settingsHref('team'),
  '/developer': settingsHref('developer'),
  '/account': settingsHref('profile'),
  '/settings': settingsHref('profile'),
}
