import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import type { Creator, TestApi } from '../../api/tests/harness.ts'
import { mustRun } from '../run-program.ts'

/** Builds the dashboard into a folder that an api of the tests' own serves. */
export async function buildAppInto(folder: string): Promise<void> {
  const command = [process.execPath, '--bun', 'run', 'build', '--outDir', folder]
  await mustRun(command, { cwd: join(import.meta.dir, '../../app') })
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
