import { join } from 'node:path'
import { type Child, type Family, firstJson } from './children.ts'
import { freePort } from './free-port.ts'
import type { Options } from './options.ts'
import { realPlatforms } from './real-platforms.ts'

export type Origins = Record<string, string>

export interface Server {
  child: Child
  /** Where programs on this machine reach it. */
  url: string
  /** Where people do; cookies and the platforms' way back belong to this name. */
  publicUrl: string
}

interface Place {
  origins: Origins
  /** Where it listens when somebody else stands in front of it, and where people then go. */
  behind?: { port: number; publicUrl: string }
}

const ROOT = join(import.meta.dir, '../..')
export const USUAL_PORT = 8787
const SITE = join(ROOT, 'landing/dist')
/** What the api takes for the sandbox's signature when it is told of no other. */
const STRIPE_SECRET = 'whsec_sandbox'

export async function startSandboxes(
  options: Options,
  family: Family,
): Promise<{ child: Child; origins: Origins }> {
  const script = join(ROOT, 'ops/sandbox/main.ts')
  const folder = join(options.dataFolder, 'sandbox')
  const command = [process.execPath, script, '--data', folder]
  const child = family.begin('The sandboxes', command, {})
  const { origins } = await firstJson(child, 'origins')
  const { openai: _, ...standIns } = origins as Origins
  // Whoever set the keys of a real app means the real platform, and nobody else may answer for it.
  for (const platform of realPlatforms(process.env)) delete standIns[platform]
  return { child, origins: standIns }
}

export async function startServer(
  options: Options,
  family: Family,
  { origins, behind }: Place,
): Promise<Server> {
  const port = behind?.port ?? options.port ?? (await freePort(USUAL_PORT))
  const command = [process.execPath, join(ROOT, 'api/src/main.ts')]
  const child = family.begin('The server', command, {
    PORT: String(port),
    DATA_DIR: options.dataFolder,
    SIGNUP_PLAN: 'pro',
    SANDBOX_ORIGINS: originList(origins),
    SITE_FOLDER: siteFolder(options),
    ...(behind && { PUBLIC_URL: behind.publicUrl }),
  })
  const { url, publicUrl } = await firstJson(child, 'url')
  await tellStripe(origins.stripe, String(url))
  return { child, url: String(url), publicUrl: String(publicUrl) }
}

/** Where the public site will lie; empty where nobody comes for it, or who started us says so. */
export const siteFolder = ({ isOnce, isDev }: Pick<Options, 'isOnce' | 'isDev'>): string =>
  process.env.SITE_FOLDER ?? (isOnce || isDev ? '' : SITE)

export function originList(origins: Origins): string {
  return Object.entries(origins)
    .map(([name, origin]) => `${name}=${origin}`)
    .join(',')
}

/** As an operator does once in Stripe's dashboard: where messages go, and what signs them. */
async function tellStripe(origin: string | undefined, url: string): Promise<void> {
  if (origin === undefined) return
  const body = JSON.stringify({ url: `${url}/api/v1/stripe/webhook`, secret: STRIPE_SECRET })
  const answer = await fetch(`${origin}/_sandbox/endpoints`, { method: 'POST', body })
  if (!answer.ok) throw new Error(`The Stripe sandbox answered ${answer.status}.`)
}
