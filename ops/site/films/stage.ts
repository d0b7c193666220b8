import type { Page } from 'playwright-core'
import { AGENT_PROGRAM } from '../../../agent/tests/processes.ts'
import type { Agent } from '../../../agent/tests/world.ts'
import type { Hand } from '../../tests/hands.ts'
import type { Scene } from '../../tests/scene.ts'
import type { Camera } from './camera.ts'
import { POINTER, slowHand } from './slow-hand.ts'
import { openTerminal, type Running, type Terminal } from './terminal.ts'

export const SIZE = { width: 1280, height: 800 }
/** Waiting is cut out, so a busy machine may take its time. */
const PATIENCE_MS = 120_000

/** What can be looked at: a dashboard with whoever uses it, and a terminal. */
export interface Stage {
  page: Page
  hand: Hand
  terminal: Terminal
  look(at: 'dashboard' | 'terminal'): Promise<void>
  /** `content …` as somebody types it on this agent's computer. */
  content(agent: Agent, ...args: string[]): Promise<Running>
  close(): Promise<void>
}

export async function openStage(scene: Scene, camera: Camera): Promise<Stage> {
  // What shimmers while it loads is a new picture each time, and slows down what it waits for.
  const look = { colorScheme: 'light', reducedMotion: 'reduce' } as const
  const { page, close } = await scene.enter({ viewport: SIZE, ...look })
  page.setDefaultTimeout(PATIENCE_MS)
  await page.context().addInitScript(POINTER)
  const terminal = await openTerminal(await page.context().newPage())
  return {
    ...{ page, terminal, close, hand: slowHand(page) },
    look: at => camera.turnTo(at === 'dashboard' ? page : terminal.page),
    async content(agent, ...args) {
      await terminal.type(`content ${args.map(quoted).join(' ')}`)
      return terminal.run([process.execPath, AGENT_PROGRAM, ...args], agent.env)
    },
  }
}

const quoted = (argument: string) => (/\s/.test(argument) ? `"${argument}"` : argument)
