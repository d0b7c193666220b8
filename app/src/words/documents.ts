import { locale } from './locale.ts'

/** Where a page of the documentation is in the language of the moment. */
export const documentHref = (path: string): string =>
  locale() === 'en' ? path : `/${locale()}${path}`
