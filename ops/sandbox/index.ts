import { startInstagram } from './instagram/instagram.ts'
import type { Sandbox, SandboxOptions } from './kit/kit.ts'
import { startOpenAI } from './openai/openai.ts'
import { startStripe } from './stripe/stripe.ts'
import { startTikTok } from './tiktok/tiktok.ts'
import { startYouTube } from './youtube/youtube.ts'

export type SandboxName = 'youtube' | 'instagram' | 'tiktok' | 'openai' | 'stripe'

export interface Sandboxes {
  origins: Record<SandboxName, string>
  stop(): Promise<void>
}

const STARTS: Record<SandboxName, (options: SandboxOptions) => Promise<Sandbox>> = {
  youtube: startYouTube,
  instagram: startInstagram,
  tiktok: startTikTok,
  openai: startOpenAI,
  stripe: startStripe,
}

/** Starts every sandbox over one data folder; each keeps the port it had the last time. */
export async function startSandboxes(options: Omit<SandboxOptions, 'port'>): Promise<Sandboxes> {
  const running: Sandbox[] = []
  const stop = async () => {
    for (const sandbox of running.splice(0)) await sandbox.stop()
  }
  const start = async (name: SandboxName) => {
    const sandbox = await STARTS[name](options)
    running.push(sandbox)
    return sandbox.origin
  }
  try {
    const origins = {
      youtube: await start('youtube'),
      instagram: await start('instagram'),
      tiktok: await start('tiktok'),
      openai: await start('openai'),
      stripe: await start('stripe'),
    }
    return { origins, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
