import { hostname } from 'node:os'
import type { Page } from 'playwright-core'
import { z } from 'zod'
import type { Program } from '../../agent/tests/processes.ts'
import type { Agent } from '../../agent/tests/world.ts'
import type { Hand } from './hands.ts'

/** The steps from the sign-up to the first video, whichever way somebody uses a page. */

export interface Person {
  email: string
  password: string
}

const named = (hand: Hand, name: string | RegExp, role: 'button' | 'link' = 'button') =>
  hand.page.getByRole(role, typeof name === 'string' ? { name, exact: true } : { name })
const says = (hand: Hand, words: string) => hand.page.getByText(words).first().waitFor()

export async function signUp(hand: Hand, person: Person): Promise<void> {
  await hand.press(named(hand, 'I am new here'))
  await hand.write(hand.page.getByLabel('E-mail'), person.email)
  await hand.write(hand.page.getByLabel('Password'), person.password)
  await hand.press(named(hand, 'Sign up'))
  await hand.page.getByRole('heading', { name: 'Home', exact: true }).waitFor()
}

/** To the platform, and back with its yes. */
export async function connect(hand: Hand, platform: string): Promise<void> {
  await hand.press(named(hand, `Connect ${platform}`))
  await hand.page.getByRole('heading', { name: 'allow Content Creation' }).waitFor()
  await hand.press(named(hand, 'Allow'))
  await says(hand, `${platform} is connected.`)
}

/** Starts a computer's agent with its window, and asks there to be let in. */
export async function openWindow(hand: Hand, agent: Agent): Promise<Waiting & { window: Page }> {
  const gui = agent.start('--json', 'gui', '--no-open')
  const { url } = z
    .object({ url: z.url() })
    .parse(JSON.parse(await gui.line(it => it.includes('"url"'))))
  const window = await hand.page.context().newPage()
  await window.goto(url)
  await window.getByRole('button', { name: 'Sign in with a code' }).click()
  const code = await window.getByText(CODE).textContent()
  return { window, code: code ?? '', device: hostname() }
}

/** The same by its command line. */
export async function logIn(agent: Agent, device: string): Promise<Waiting & { login: Program }> {
  const login = agent.start('login', '--device', device)
  const line = await login.line(it => it.startsWith('Your code: '))
  return { login, code: line.slice('Your code: '.length).trim(), device }
}

const CODE = /^[A-Z0-9]{4}-[A-Z0-9]{4}$/

/** A computer that shows a code, and waits for somebody to confirm it. */
interface Waiting {
  code: string
  device: string
}

/** Confirms the code that a computer shows. */
export async function letIn(
  hand: Hand,
  { code, device }: Waiting,
  { password }: Person,
): Promise<void> {
  await hand.goTo('Computers')
  await hand.press(named(hand, 'Enter a code', 'link'))
  await hand.write(hand.page.getByLabel('Code'), code)
  await hand.press(named(hand, 'Go on'))
  await hand.write(hand.page.getByLabel('Your password'), password)
  await hand.press(named(hand, 'Let it in'))
  await says(hand, `${device} is signed in.`)
}

/** Says who may see a video on TikTok, which asks that of each. */
export async function fillForm(hand: Hand): Promise<void> {
  await hand.choose(hand.page.getByLabel('Who can see it'), 'Only me')
  await hand.tick(hand.page.getByLabel('Music Usage Confirmation'))
}
