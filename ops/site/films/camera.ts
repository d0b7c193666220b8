import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CDPSession, Page } from 'playwright-core'

export interface Frame {
  path: string
  atMs: number
}

export interface Camera {
  /** Looks at this page from now on. */
  turnTo(page: Page): Promise<void>
  roll(): Promise<void>
  /** All that was seen since it rolled. */
  cut(): Promise<Frame[]>
  /** What it looks at just now, small. */
  poster(): Promise<Uint8Array>
}

const QUALITY = 92
const POSTER_QUALITY = 50
/** What has just been done is drawn by then. */
const SETTLE_MS = 500

/** Takes what Chromium draws, each time that it draws something new. */
export function openCamera(folder: string): Camera {
  mkdirSync(folder, { recursive: true })
  let count = 0
  let frames: Frame[] = []
  let session: CDPSession | undefined
  let page: Page | undefined
  const keep = (data: Uint8Array | string) => {
    count += 1
    const path = join(folder, `${count}.jpg`)
    writeFileSync(path, data)
    frames.push({ path, atMs: performance.now() })
  }
  const still = async () => {
    if (page) keep(await page.screenshot({ type: 'jpeg', quality: QUALITY }))
  }
  return {
    async turnTo(next) {
      await session?.detach()
      page = next
      await next.bringToFront()
      const opened = await next.context().newCDPSession(next)
      opened.on('Page.screencastFrame', ({ data, sessionId }) => {
        keep(Buffer.from(data, 'base64'))
        // A session that was let go of hears nothing more.
        opened.send('Page.screencastFrameAck', { sessionId }).catch(() => {})
      })
      await opened.send('Page.startScreencast', { format: 'jpeg', quality: QUALITY })
      session = opened
    },
    async roll() {
      frames = []
      await still()
    },
    async cut() {
      await Bun.sleep(SETTLE_MS)
      await still()
      return frames
    },
    async poster() {
      const shot = { format: 'webp', quality: POSTER_QUALITY } as const
      const answer = await session?.send('Page.captureScreenshot', shot)
      return Buffer.from(answer?.data ?? '', 'base64')
    },
  }
}
