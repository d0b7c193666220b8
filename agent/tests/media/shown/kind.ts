import type fc from 'fast-check'
import type { Stage } from './look.ts'

/** One way in which a file is not simply what is stored in it. */
export interface Kind<Recipe> {
  readonly name: string
  /** Seen before, by name. */
  readonly known: readonly (readonly [name: string, recipe: Recipe])[]
  readonly any: fc.Arbitrary<Recipe>
  /** What any platform would receive that differs from what a player shows. */
  readonly wrong: (stage: Stage, recipe: Recipe) => Promise<string[]>
}
