import { NAV_PAGES, SETTINGS_PAGES, settingsHref } from '../../../app/src/ui/shell/pages.ts'

/** Where a creator works; the settings are many small forms. */
export const PAGES = NAV_PAGES.map(({ href }) => href).filter(href => href !== '/settings')
export const SETTINGS = SETTINGS_PAGES.map(settingsHref)

/** What somebody sees who is not inside yet, the sign-in first. */
export const SIGNED_OUT = ['/', '/register', '/reset', '/verify', '/confirm-email', '/invite']

/** As a figure names it: no address holds the same video in two runs. */
export const nameOf = (path: string) => path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, ':id')
