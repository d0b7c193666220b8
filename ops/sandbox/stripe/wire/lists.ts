import type { Books } from '../books.ts'
import { invalid, missing } from '../errors.ts'
import { listOf } from '../shapes.ts'
import type { Params } from './form.ts'

interface Listed {
  id: string
  created?: number
}

/** One page of what was found (newest first), by Stripe's cursors. */
export function page<T extends Listed>(params: Params, url: string, found: T[]) {
  const limit = params.int('limit') ?? 10
  if (limit < 1 || limit > 100) {
    const bound = limit < 1 ? 'greater than or equal to 1' : 'less than or equal to 100'
    throw invalid(`This value must be ${bound}.`, 'limit', 'parameter_invalid_integer')
  }
  const all = createdWithin(params, found)
  const after = params.filled('starting_after')
  const before = params.filled('ending_before')
  if (after && before)
    throw invalid('You can only specify one of starting_after and ending_before.')
  if (before) {
    const newer = all.slice(0, placeOf(all, before, 'ending_before'))
    return listOf(url, newer.slice(-limit), newer.length > limit)
  }
  const older = after ? all.slice(placeOf(all, after, 'starting_after') + 1) : all
  return listOf(url, older.slice(0, limit), older.length > limit)
}

function placeOf(all: Listed[], id: string, param: string): number {
  const place = all.findIndex(it => it.id === id)
  if (place === -1) throw missing('object', id, param)
  return place
}

function createdWithin<T extends Listed>(params: Params, found: T[]): T[] {
  if (!params.has('created')) return found
  const range = params.hash('created')
  if (range.names().length === 0) {
    const exact = params.int('created')
    return found.filter(it => it.created === exact)
  }
  const bound = (name: string, fits: (created: number, limit: number) => boolean) => {
    const limit = range.int(name)
    return (it: T) => limit === undefined || fits(it.created ?? 0, limit)
  }
  const tests = [
    bound('gt', (a, b) => a > b),
    bound('gte', (a, b) => a >= b),
    bound('lt', (a, b) => a < b),
    bound('lte', (a, b) => a <= b),
  ]
  return found.filter(it => tests.every(test => test(it)))
}

/** Keeps what a parameter asks for, when it asks. */
export function filtered<T extends object>(params: Params, names: string[], all: T[]): T[] {
  const asked = names.filter(name => params.filled(name) !== undefined)
  return all.filter(it =>
    asked.every(name => String((it as Record<string, unknown>)[name]) === params.filled(name)),
  )
}

/** Customers and what is theirs stay out of lists while they live on a test clock nobody named. */
export function inWorld<T extends { test_clock?: unknown }>(
  books: Books,
  params: Params,
  all: T[],
): T[] {
  const clock = params.filled('test_clock')
  if (clock) books.things.need('test_helpers.test_clock', clock, 'test_clock')
  return all.filter(it => (it.test_clock ?? null) === (clock ?? null))
}
