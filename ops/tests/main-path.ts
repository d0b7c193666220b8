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

/** Confirms the code that a computer shows; answers with the sign-in that goes on there. */
export async function letIn(
  hand: Hand,
  agent: Agent,
  { password, device }: { password: string; device: string },
): Promise<Program> {
  const login = agent.start('login', '--device', device)
  const code = /\w{4}-\w{4}/.exec(await login.line(it => it.startsWith('Your code: ')))?.[0]
  await hand.goTo('Computers')
  await hand.press(named(hand, 'Enter a code', 'link'))
  await hand.write(hand.page.getByLabel('Code'), code ?? '')
  await hand.press(named(hand, 'Go on'))
  await hand.write(hand.page.getByLabel('Your password'), password)
  await hand.press(named(hand, 'Let it in'))
  await says(hand, `${device} is signed in.`)
  return login
}

/** Says who may see a video on TikTok, which asks that of each. */
export async function fillForm(hand: Hand): Promise<void> {
  await hand.choose(hand.page.getByLabel('Who can see it'), 'Only me')
  await hand.tick(hand.page.getByLabel('Music Usage Confirmation'))
}
