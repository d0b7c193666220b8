import type { Platform } from '../../api/contract/index.ts'
import { instagram } from './instagram/index.ts'
import type { Sandbox, SandboxOptions } from './kit/kit.ts'
import { linkedin } from './linkedin/index.ts'
import { startOpenAI } from './openai/openai.ts'
import type { StandIn } from './stand-in.ts'
import { startStripe } from './stripe/stripe.ts'
import { tiktok } from './tiktok/index.ts'
import { youtube } from './youtube/index.ts'

/** One line a platform: what stands in for it on this machine. */
export const STAND_INS: Record<Platform, StandIn> = {
  instagram,
  linkedin,
  tiktok,
  youtube,
}

export type SandboxName = Platform | 'openai' | 'stripe'

export interface Sandboxes {
  origins: Record<SandboxName, string>
  stop(): Promise<void>
}

type Start = (options: SandboxOptions) => Promise<Sandbox>
const STARTS: Record<string, Start> = {
  ...Object.fromEntries(Object.entries(STAND_INS).map(([name, it]) => [name, it.start])),
  openai: startOpenAI,
  stripe: startStripe,
}

/** Starts every sandbox over one data folder; each keeps the port it had the last time. */
export async function startSandboxes(options: Omit<SandboxOptions, 'port'>): Promise<Sandboxes> {
  const running: Sandbox[] = []
  const stop = async () => {
    for (const sandbox of running.splice(0)) await sandbox.stop()
  }
  try {
    const origins: Record<string, string> = {}
    for (const [name, start] of Object.entries(STARTS)) {
      const sandbox = await start(options)
      running.push(sandbox)
      origins[name] = sandbox.origin
    }
    // Safe cast: one origin for each that was started, and these are all there are.
    return { origins: origins as Sandboxes['origins'], stop }
  } catch (error) {
    await stop()
    throw error
  }
}
