import { DAY_SECONDS } from '../../../durations.ts'
import { invalid, missing } from '../errors.ts'
import type { Clock, Shapes } from '../shapes.ts'
import { mayAdvance, startAdvance } from '../time.ts'
import { page } from './lists.ts'
import type { Call, Handler } from './wire.ts'

const THIRTY_DAYS = 30 * DAY_SECONDS

/** What happened, who is told, and time itself. */
export const EVENT_ROUTES: Record<string, Handler> = {
  'GET /v1/events Events.List': listEvents,
  'GET /v1/events/:id': ({ books, id }) => {
    const { recordedAt } = books.things.own('event', id)
    const found = books.things.need('event', id)
    if (recordedAt < books.wallSeconds() - THIRTY_DAYS) throw missing('event', id)
    return found
  },
  'POST /v1/test_helpers/test_clocks TestHelpers/TestClocks.Create': createClock,
  'GET /v1/test_helpers/test_clocks/:id': ({ books, id }) =>
    books.things.need('test_helpers.test_clock', id),
  'POST /v1/test_helpers/test_clocks/:id/advance TestHelpers/TestClocks.Advance': advance,
}

function listEvents({ books, params, path }: Call): object {
  const since = books.wallSeconds() - THIRTY_DAYS
  const type = params.filled('type')
  const types = params.texts('types')
  if (type && types.length > 0) {
    throw invalid('You may only specify one of these parameters: type, types.')
  }
  const fits = (it: string) =>
    (!type || (type.endsWith('*') ? it.startsWith(type.slice(0, -1)) : it === type)) &&
    (types.length === 0 || types.includes(it))
  const kept: Shapes['event'][] = []
  const limit = params.int('limit') ?? 10
  const isOpen = !params.has('ending_before') && !params.has('created')
  const after = isOpen ? params.filled('starting_after') : undefined
  if (after) books.things.need('event', after, 'starting_after')
  for (const { value, own } of books.things.newest('event', after)) {
    if (isOpen && kept.length > limit) break
    if (own.recordedAt >= since && fits(value.type)) kept.push(value)
  }
  const anchor = after ? [books.things.need('event', after)] : []
  return page(params, path, [...anchor, ...kept])
}

function createClock({ books, params }: Call): object {
  const frozen = params.int('frozen_time')
  if (frozen === undefined) {
    throw invalid('Missing required param: frozen_time.', 'frozen_time', 'parameter_missing')
  }
  const now = books.wallSeconds()
  const made: Clock = {
    id: books.id('clock_1'),
    object: 'test_helpers.test_clock',
    created: now,
    deletes_after: now + THIRTY_DAYS,
    frozen_time: frozen,
    livemode: false,
    name: params.filled('name') ?? null,
    status: 'ready',
    status_details: {},
  }
  const says = 'test_helpers.test_clock.created'
  books.add('test_helpers.test_clock', made, { own: { first: frozen }, says })
  return made
}

function advance({ books, params, id }: Call): object {
  const clock = books.things.need('test_helpers.test_clock', id)
  params.need('frozen_time')
  const target = params.int('frozen_time') ?? 0
  mayAdvance(books, clock, target)
  return startAdvance(books, clock, target)
}
