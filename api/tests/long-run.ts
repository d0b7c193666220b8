/** Proofs by chance: short in the suite, long with `--long`, repeatable with `SEED=…`. */
export const isLong = process.env.LONG === 'yes'
export const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31))

/** Numbers from 0 up to 1 that a seed decides (mulberry32). */
export function chance(from = seed): () => number {
  let state = from >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** One line that says what was proved, and how to see it again. */
export function proved(what: string): void {
  console.log(`PROVED ${what} (seed ${seed})`)
}

/** Runs `work` for each item, a few at once. */
export async function eachOf<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = [...items]
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}
