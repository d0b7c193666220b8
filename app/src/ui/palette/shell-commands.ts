import { useNavigate } from '@solidjs/router'
import { useMe, useSession } from '../../session.tsx'
import { de } from '../../words/de/ui.ts'
import { en } from '../../words/en/ui.ts'
import { chooseLocale, LOCALES, locale } from '../../words/locale.ts'
import { NAV_PAGES, OPERATOR_PAGE, SETTINGS_PAGES, settingsHref } from '../shell/pages.ts'
import { uiWords } from '../words.ts'
import type { Command } from './commands.ts'

const ALL = { en, de }

/** What can be done from everywhere: every page, the language, signing out. */
export function useShellCommands(): () => Command[] {
  const go = useNavigate()
  const session = useSession()
  const me = useMe()
  return () => {
    const { nav, settings, palette } = uiWords()
    const pages = me().user?.isOperator ? [...NAV_PAGES, OPERATOR_PAGE] : NAV_PAGES
    return [
      ...pages.map(page => ({
        id: page.href,
        words: `${palette.goTo} ${nav[page.word]}`,
        ...(page.key && { hint: `g ${page.key}` }),
        run: () => go(page.href),
      })),
      ...SETTINGS_PAGES.map(word => ({
        id: settingsHref(word),
        words: `${palette.goTo} ${settings.label}: ${settings[word]}`,
        run: () => go(settingsHref(word)),
      })),
      ...LOCALES.filter(it => it !== locale()).map(it => ({
        id: `locale-${it}`,
        words: ALL[it].palette.language,
        run: () => chooseLocale(it),
      })),
      { id: 'sign-out', words: nav.signOut, run: () => void session.signOut() },
    ]
  }
}
