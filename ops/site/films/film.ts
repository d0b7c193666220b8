import type { World } from '../../../agent/tests/world.ts'
import type { Scene } from '../../tests/scene.ts'
import type { Clip } from '../clips.ts'
import type { Stage } from './stage.ts'

export const LOCALES = ['en', 'de'] as const
export type Locale = (typeof LOCALES)[number]

/** What is told while something is shown, and for how long. */
export type Caption = { seconds: number } & Record<Locale, string>

/** Everything that is there when a film begins. */
export interface FilmSet {
  scene: Scene
  stage: Stage
  /** A folder of its own. */
  folder: string
  clip(name: Clip['name']): string
  /** Somebody who signed up before the film, with their browser signed in. */
  newcomer(): Promise<World['creator']>
}

export interface Film {
  slug: string
  title: Record<Locale, string>
  /** Files and folders; when one of them changes the film is older than the product. */
  shows: readonly string[]
  captions: readonly Caption[]
  /** Who looks at it before it runs sees the end of this caption. */
  poster: number
  /** Comes back before the camera runs, and after what each caption tells. */
  play(set: FilmSet): AsyncGenerator<void, void>
}
