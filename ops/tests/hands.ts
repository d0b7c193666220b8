import type { Locator, Page } from 'playwright-core'

/** How a person uses a page: the same steps are taken with a mouse, and with a keyboard alone. */
export interface Hand {
  page: Page
  press(it: Locator): Promise<void>
  write(it: Locator, text: string): Promise<void>
  /** An option of a list, by its words. */
  choose(it: Locator, option: string): Promise<void>
  tick(it: Locator): Promise<void>
  /** To a page of the dashboard, by its name. */
  goTo(name: string): Promise<void>
}

export const byMouse = (page: Page): Hand => ({
  page,
  press: it => it.click(),
  write: (it, text) => it.fill(text),
  choose: async (it, label) => void (await it.selectOption({ label })),
  tick: it => it.check(),
  async goTo(name) {
    const pages = page.getByRole('navigation', { name: 'Pages' })
    await pages.getByRole('link', { name, exact: true }).click()
    await page.getByRole('heading', { name, exact: true, level: 1 }).waitFor()
  },
})

/** More than there is on any page. */
const MOST_STEPS = 150

/** Presses keys, and nothing else. */
export function byKeyboard(page: Page): Hand {
  const { keyboard } = page
  /** As far as Tab leads; throws where it never comes there. */
  const reach = async (it: Locator) => {
    await it.waitFor()
    for (let step = 0; step < MOST_STEPS; step += 1) {
      if (await it.evaluate(element => element === element.ownerDocument.activeElement)) return
      await keyboard.press('Tab')
    }
    throw new Error(`Tab does not lead to ${it}.`)
  }
  const after = (key: string) => async (it: Locator) => {
    await reach(it)
    await keyboard.press(key)
  }
  return {
    page,
    press: after('Enter'),
    tick: after('Space'),
    async write(it, text) {
      await reach(it)
      await keyboard.press('Control+A')
      await keyboard.type(text)
      const written = await it.inputValue()
      if (written !== text) throw new Error(`${written} stands where ${text} was typed.`)
    },
    async choose(it, option) {
      await reach(it)
      const chosen = it.locator('option:checked')
      const most = await it.locator('option').count()
      for (let step = 0; step < most; step += 1) {
        if ((await chosen.textContent())?.trim() === option) return
        await keyboard.press('ArrowDown')
      }
      throw new Error(`The arrows do not lead to ${option}.`)
    },
    async goTo(name) {
      await keyboard.press('Control+k')
      const field = page.getByRole('combobox', { name: 'Type a page' })
      await field.and(page.locator(':focus')).waitFor()
      await keyboard.type(name)
      await page.getByRole('option', { name, selected: true }).waitFor()
      await keyboard.press('Enter')
      await page.getByRole('heading', { name, exact: true, level: 1 }).waitFor()
    },
  }
}
