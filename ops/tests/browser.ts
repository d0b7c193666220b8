import axe from 'axe-core'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

const QUIET = [
  '--no-sandbox',
  '--mute-audio',
  '--autoplay-policy=no-user-gesture-required',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const THIS_MACHINE = ['127.0.0.1', 'localhost']
// A browser reports every refusal, and asks for an icon that no page named.
const NO_COMPLAINT = /status of 4|favicon\.ico/
const ACTION_MS = 15_000

/** A person's browser, with what else its command line is to say. */
export function openBrowser(more: readonly string[] = []): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH ?? Bun.which('chromium')
  if (!executablePath) throw new Error('Set CHROMIUM_PATH to a Chromium.')
  return chromium.launch({ executablePath, args: [...QUIET, ...more] })
}

export interface Visit {
  page: Page
  /** Errors that pages wrote to their console, and requests that left this machine. */
  complaints: string[]
  close(): Promise<void>
}

/** A fresh person: no cookies, a window of their own. */
export async function visit(browser: Browser, look: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1200, height: 760 }, ...look })
  context.setDefaultTimeout(ACTION_MS)
  const complaints: string[] = []
  context.on('request', request => {
    const { protocol, hostname } = new URL(request.url())
    if (/^(https?|wss?):$/.test(protocol) && !THIS_MACHINE.includes(hostname)) {
      complaints.push(`a request left this machine: ${request.url()}`)
    }
  })
  context.on('console', message => {
    const text = `${message.text()} (${message.location().url})`
    if (message.type() === 'error' && !NO_COMPLAINT.test(text)) complaints.push(text)
  })
  context.on('weberror', error => complaints.push(String(error.error())))
  return { page: await context.newPage(), complaints, close: () => context.close() }
}

/** Whether somebody would have to scroll sideways. */
export const isTooWide = (page: Page) =>
  page.evaluate<boolean>(
    'document.documentElement.scrollWidth > document.documentElement.clientWidth',
  )

/** What keeps a page from being read by everybody, and where; by all rules or only these. */
export async function axeFaults(page: Page, rules?: string[]): Promise<unknown[]> {
  await page.evaluate(axe.source)
  const options = rules ? { runOnly: rules } : {}
  const { violations } = await page.evaluate(it => Reflect.get(globalThis, 'axe').run(it), options)
  const faults = violations as { id: string; nodes: { target: unknown }[] }[]
  return faults.map(({ id, nodes }) => [id, nodes.map(it => it.target)])
}

/** Fills the sign-in form as a person does. */
export async function signIn(page: Page, person: { email: string; password: string }) {
  await page.getByLabel('E-mail').fill(person.email)
  await page.getByLabel('Password').fill(person.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.locator('main#page').waitFor()
}
