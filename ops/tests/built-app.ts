import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import type { Creator, TestApi } from '../../api/tests/harness.ts'
import { buildApp } from '../start/build-app.ts'

/** The built dashboard, for an api of the tests' own to serve; built where its sources changed. */
export async function builtApp(): Promise<string> {
  await buildApp(() => {})
  return join(import.meta.dir, '../../app/dist')
}

/** A window in which a creator is signed in already. */
export async function windowOf(
  browser: Browser,
  { cookie, api }: Pick<Creator, 'cookie'> & { api: Pick<TestApi, 'url'> },
  look: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext(look)
  const [name = '', value = ''] = cookie.split('=')
  await context.addCookies([{ name, value, url: api.url }])
  return context.newPage()
}
