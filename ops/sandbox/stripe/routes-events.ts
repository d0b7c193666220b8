import { invalid, missing } from './errors.ts'
import { page } from './lists.ts'
import { thinOf } from './sending.ts'
import type { Clock, Shapes } from './shapes.ts'
import { mayAdvance, startAdvance } from './time.ts'
import type { Call, Handler } from './wire.ts'

const THIRTY_DAYS = 30 * 86_400

/** What happened, who is told, and time itself. */
export const EVENT_ROUTES: Record<string, Handler> = {
  'GET /v1/events Events.List': listEvents,
  'GET /v1/events/:id': ({ books, id }) => {
    const { recordedAt } = books.things.own('event', id)
    const found = books.things.need('event', id)
    if (recordedAt < books.wallSeconds() - THIRTY_DAYS) throw missing('event', id)
    return found
  },
  'GET /v2/core/events/:id': ({ books, id }) => thinOf(books.things.need('event', id), books),
  'GET /v1/webhook_endpoints WebhookEndpoints.List': ({ books, params, path }) =>
    page(params, path, books.things.list('webhook_endpoint')),
  'POST /v1/webhook_endpoints WebhookEndpoints.Create': createEndpoint,
  'GET /v1/webhook_endpoints/:id': ({ books, id }) => books.things.need('webhook_endpoint', id),
  'POST /v1/webhook_endpoints/:id WebhookEndpoints.Update': changeEndpoint,
  'DELETE /v1/webhook_endpoints/:id': ({ books, id }) => {
    books.things.need('webhook_endpoint', id)
    books.things.remove(id)
    return { id, object: 'webhook_endpoint', deleted: true }
  },
  'GET /v1/test_helpers/test_clocks TestHelpers/TestClocks.List': ({ books, params, path }) =>
    page(params, path, books.things.list('test_helpers.test_clock')),
  'POST /v1/test_helpers/test_clocks TestHelpers/TestClocks.Create': createClock,
  'GET /v1/test_helpers/test_clocks/:id': ({ books, id }) =>
    books.things.need('test_helpers.test_clock', id),
  'POST /v1/test_helpers/test_clocks/:id/advance TestHelpers/TestClocks.Advance': advance,
  'DELETE /v1/test_helpers/test_clocks/:id': deleteClock,
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

function createEndpoint({ books, params }: Call): object {
  const secret = `whsec_${books.id('', 32)}`
  const made: Shapes['webhook_endpoint'] = {
    id: books.id('we_1'),
    object: 'webhook_endpoint',
    api_version: params.filled('api_version') ?? null,
    application: null,
    created: books.now(null),
    description: params.filled('description') ?? null,
    enabled_events: enabledEvents(params),
    livemode: books.kit.settings().livemode,
    metadata: params.metadata(),
    status: 'enabled',
    url: urlOf(params),
  }
  books.add('webhook_endpoint', made, { own: { secrets: [{ secret, until: null }] } })
  // The only time that Stripe shows it.
  return { ...made, secret }
}

function enabledEvents(params: Call['params']): string[] {
  const events = params.texts('enabled_events')
  if (events.length > 0) return events
  throw invalid('Missing required param: enabled_events.', 'enabled_events', 'parameter_missing')
}

function urlOf(params: Call['params']): string {
  const url = params.need('url')
  if (!URL.canParse(url) || !/^https?:/.test(url)) {
    throw invalid(
      'Invalid URL: An explicit scheme (such as https) must be provided.',
      'url',
      'url_invalid',
    )
  }
  return url
}

function changeEndpoint({ books, params, id }: Call): object {
  const before = books.things.need('webhook_endpoint', id)
  const patch: Partial<Shapes['webhook_endpoint']> = {}
  if (params.has('url')) patch.url = urlOf(params)
  if (params.has('enabled_events')) patch.enabled_events = enabledEvents(params)
  const isOff = params.flag('disabled')
  if (isOff !== undefined) patch.status = isOff ? 'disabled' : 'enabled'
  if (params.has('metadata')) patch.metadata = params.metadata(before.metadata)
  return books.change('webhook_endpoint', { id, says: null }, patch)
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

function deleteClock({ books, id }: Call): object {
  const clock = books.things.need('test_helpers.test_clock', id)
  const theirs = books.things.list('customer').filter(it => !it.deleted && it.test_clock === id)
  for (const customer of theirs) {
    for (const it of books.things.list('subscription', customer.id)) books.things.remove(it.id)
    books.things.remove(customer.id)
  }
  books.things.remove(id)
  books.events.say('test_helpers.test_clock.deleted', clock)
  return { id, object: 'test_helpers.test_clock', deleted: true }
}
