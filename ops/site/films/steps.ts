import { copyFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Agent } from '../../../agent/tests/world.ts'
import type { Stage } from './stage.ts'

/** What `content watch` says of a video that is where it should be. */
export const DONE = /: published/

/** Into the folder that an agent watches, or beside it. */
export function bring(path: string, agent: Agent, where: 'watch' | 'home'): void {
  const folder = where === 'watch' ? agent.watchDir : join(agent.watchDir, '..')
  copyFileSync(path, join(folder, basename(path)))
}

/** What happens with a channel's videos, chosen and kept. */
export async function rule({ page, hand }: Stage, channel: string, label: string): Promise<void> {
  const card = page.getByRole('listitem').filter({ hasText: channel })
  const saved = page.waitForResponse(it => it.url().includes('connection.saveRule'))
  await hand.choose(card.getByLabel('When a video is ready'), label)
  await saved
}

/** The page of a video, from the list of all of them. */
export async function open({ page, hand }: Stage, name: string): Promise<void> {
  await hand.goTo('Videos')
  const row = page.getByRole('list', { name: 'Your videos' }).locator(':scope > li')
  await hand.press(row.filter({ hasText: name }).getByRole('link'))
  await page.getByRole('region', { name: 'Where it goes', exact: true }).waitFor()
}
