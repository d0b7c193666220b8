import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PASSWORD } from '../../../agent/tests/world.ts'
import { signIn } from '../../tests/browser.ts'
import type { Scene } from '../../tests/scene.ts'
import { openCamera } from './camera.ts'
import { captionsOf } from './captions.ts'
import { encode, fitted, type Shown } from './cut.ts'
import { type Film, LOCALES } from './film.ts'
import { openStage, type Stage } from './stage.ts'

export interface Studio {
  scene: Scene
  /** Where pictures lie while they are cut. */
  folder: string
  out: string
  clip(name: string): string
}

/** Plays a film once before the camera, and writes it with its poster and captions. */
export async function shoot(film: Film, { scene, folder, out, clip }: Studio): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const camera = openCamera(join(folder, 'frames'))
  const stage = await openStage(scene, camera)
  try {
    const newcomer = () => signInNew(scene, stage)
    const play = film.play({ scene, stage, folder, clip, newcomer })
    await play.next()
    const shown: Shown[] = []
    for (const [index, { seconds }] of film.captions.entries()) {
      await camera.roll()
      const { done } = await play.next()
      if (done) throw new Error(`${film.slug} ends before caption ${index + 1}.`)
      shown.push(...fitted(await camera.cut(), seconds))
      if (index === film.poster)
        writeFileSync(join(out, `${film.slug}.webp`), await camera.poster())
    }
    if (!(await play.next()).done) throw new Error(`${film.slug} shows more than it tells.`)
    await encode(shown, folder, join(out, film.slug))
    for (const locale of LOCALES) {
      writeFileSync(join(out, `${film.slug}.${locale}.vtt`), captionsOf(film, locale))
    }
  } finally {
    await stage.close()
  }
}

async function signInNew(scene: Scene, { page }: Stage) {
  const creator = await scene.world.signUp()
  await page.goto(`${scene.address}/login`)
  await signIn(page, { email: creator.email, password: PASSWORD })
  return creator
}
