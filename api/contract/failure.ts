import { z } from 'zod'

const MOST_PLACES = 30
const KIND = /^[A-Za-z][\w$]{0,60}$/
const CALL = /^(async )?[\w$.<>#]{1,80}$/

const Place = z.object({
  /** A name of our code, or `?`. */
  call: z.union([z.literal('?'), z.string().regex(CALL)]),
  /** A file of ours: of the built dashboard, or of the agent. */
  file: z.string().regex(/^(assets|agent)\/[\w./-]{1,120}\.[cm]?[jt]s$/),
  line: z.int().min(1).max(10_000_000),
  column: z.int().min(1).max(10_000_000),
})

/** Where a program of ours failed: a kind of error and places in our code; nothing of anybody's. */
export const Failure = z.object({
  of: z.enum(['dashboard', 'agent']),
  kind: z.string().regex(KIND),
  /** The call that failed first, the outermost last. */
  places: z.array(Place).max(MOST_PLACES),
})
export type Failure = z.infer<typeof Failure>
export type FailurePlace = Failure['places'][number]

/** What may be told of an error; `fileOf` names a file that is ours, and is null for others. */
export function failureIn(
  error: Error,
  fileOf: (place: string) => string | null,
): Pick<Failure, 'kind' | 'places'> {
  const { name, message, stack = '' } = error
  // A message can be written like a stack, and is not to be taken for one.
  const lines = stack.replace(message, '').split('\n')
  const places = lines.flatMap(line => placeOf(line, fileOf) ?? []).slice(0, MOST_PLACES)
  return { kind: KIND.test(name) ? name : 'Error', places }
}

/** As Chromium and Bun write it (`at call (file:1:2)`), or as others do (`call@file:1:2`). */
const LINE = /^(?:at (?:(.*?) ?\()?|(?:([^@]*)@)?)([^\s()]+):(\d+):(\d+)\)?$/

function placeOf(line: string, fileOf: (place: string) => string | null) {
  const [, inBun = '', before = inBun, place = '', row, column] = LINE.exec(line.trim()) ?? []
  const file = place && fileOf(place)
  if (!file) return null
  const call = CALL.test(before) ? before : '?'
  return { call, file, line: Number(row), column: Number(column) }
}
