import type { Locator, Page } from 'playwright-core'

/** More stops than any page of ours has. */
const MOST_STOPS = 150

/** Somebody without a mouse: walks from stop to stop, sees where they are, and presses keys. */
export function openKeyboard(page: Page) {
  const { keyboard } = page
  async function reach(target: Locator): Promise<void> {
    await target.waitFor()
    for (let stop = 0; stop < MOST_STOPS; stop += 1) {
      const { isThere, isSeen } = await target.evaluate(it => {
        const [page, style] = ['document', 'getComputedStyle'].map(name =>
          Reflect.get(globalThis, name),
        )
        return { isThere: it === page.activeElement, isSeen: style(it).outlineStyle !== 'none' }
      })
      if (isThere && isSeen) return
      if (isThere) throw new Error(`It does not show that it has the keyboard: ${target}`)
      await keyboard.press('Tab')
    }
    throw new Error(`The keyboard does not come to ${target}`)
  }
  const on = (key: string) => async (target: Locator) => {
    await reach(target)
    await keyboard.press(key)
  }
  return {
    reach,
    press: on('Enter'),
    tick: on('Space'),
    /** The uppermost of some to choose from. */
    first: on('Home'),
    /** The one below, of some of which one holds. */
    next: on('ArrowDown'),
    async write(target: Locator, text: string) {
      await reach(target)
      await keyboard.press('ControlOrMeta+A')
      await keyboard.press('Delete')
      await keyboard.type(text)
    },
    /** By the first letters of its name. */
    async choose(target: Locator, name: string) {
      await reach(target)
      await keyboard.type(name)
    },
  }
}
