import type { Chosen } from './choose.ts'

const LANES = 2

/** Runs the layers in order: side by side where one alone would leave a core idle. */
export async function inTurn(
  chosen: readonly Chosen[],
  run: (chosen: Chosen) => Promise<void>,
): Promise<void> {
  const running = new Set<Promise<void>>()
  let free = LANES
  for (const each of chosen) {
    const { lanes } = each.layer
    while (free < lanes) await Promise.race(running)
    free -= lanes
    const work = run(each).finally(() => {
      free += lanes
      running.delete(work)
    })
    running.add(work)
  }
  await Promise.all(running)
}
