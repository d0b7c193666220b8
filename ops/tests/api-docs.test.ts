import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Browser } from 'playwright-core'
import { axeFaults, openBrowser, visit } from './browser.ts'
import { openShop, type Shop } from './shop.ts'

let shop: Shop
let browser: Browser
beforeAll(async () => {
  shop = await openShop()
  browser = await openBrowser()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await shop?.stop()
})

test.each(['light', 'dark'] as const)(
  'the page about the API can be read and tried by everybody when it is %s',
  async colorScheme => {
    const { page, complaints, close } = await visit(browser, { colorScheme })
    await page.goto(`${shop.address}/api/docs`)
    for (const call of ['post /auth/register', 'post /oauth/{platform}/callback']) {
      await page.getByRole('button', { name: call, exact: true }).click()
    }
    await page.getByText('Open to everyone.').waitFor()
    await page.getByRole('button', { name: 'Try it out' }).first().click()
    await page.getByRole('textbox', { name: 'Body' }).waitFor()
    // By night only the colours are others.
    const rules = colorScheme === 'dark' ? ['color-contrast'] : undefined
    expect(await axeFaults(page, rules)).toEqual([])
    const background = await page.evaluate(
      'getComputedStyle(document.documentElement).backgroundColor',
    )
    expect(luminance(String(background)) < 128).toBe(colorScheme === 'dark')
    expect(complaints).toEqual([])
    await close()
  },
  60_000,
)

const luminance = (color: string) => {
  const [red = 255, green = 255, blue = 255, alpha = 1] = (color.match(/[\d.]+/g) ?? []).map(Number)
  return alpha === 0 ? 255 : (red + green + blue) / 3
}
