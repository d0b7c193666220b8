import { expect, test } from 'bun:test'
import { createConfig, lintFromString } from '@redocly/openapi-core'
import spectral, { type RulesetDefinition } from '@stoplight/spectral-core'
import { oas } from '@stoplight/spectral-rulesets'
import { FRESHNESS } from '../../analytics/freshness.ts'
import { loadConfig } from '../../config.ts'
import { openapiDocument } from './openapi.ts'

const config = loadConfig({ PUBLIC_URL: 'https://studio.test' }, () => 'x'.repeat(43))
const source = JSON.stringify(openapiDocument(config))

test('Redocly finds nothing to say about the description', async () => {
  const rules = await createConfig({ extends: ['recommended-strict'] })
  const problems = await lintFromString({ source, config: rules })
  expect(problems.map(({ message, location }) => [message, location[0]?.pointer])).toEqual([])
})

/** Shapes of the answers under /analytics, whose numbers are figures. */
const FIGURES = ['Counts', 'Figures', 'PlatformFigures', 'Overview', 'Gain', 'Comparison'].concat([
  'TimelineDay',
  'VideoHistory',
  'BestTimes',
  'TopVideos',
])

/** Every number in a shape that says nothing about itself. */
function silent(shape: unknown, path = ''): string[] {
  if (typeof shape !== 'object' || shape === null) return []
  const { description, ...rest } = { description: undefined, ...shape }
  if (description === undefined && isNumber(rest)) return [path]
  if (isNumber(rest)) return []
  return Object.entries(rest).flatMap(([name, inside]) => silent(inside, `${path}/${name}`))
}

const isNumber = (shape: object): boolean =>
  ('type' in shape && (shape.type === 'integer' || shape.type === 'number')) ||
  ('anyOf' in shape && Array.isArray(shape.anyOf) && shape.anyOf.some(isNumber))

test.each(FIGURES)('each figure in %s says what it is', name => {
  const schemas = Reflect.get(JSON.parse(source).components, 'schemas')
  expect(schemas[name]).toBeDefined()
  expect(silent(schemas[name])).toEqual([])
})

test('each call for figures says how fresh they are, as the timetable has it', () => {
  const paths = Object.entries<{ get?: { description: string } }>(JSON.parse(source).paths)
  const asked = paths.filter(([path, { get }]) => get && path.startsWith('/analytics/'))
  expect(asked.length).toBeGreaterThan(7)
  for (const [path, { get }] of asked) {
    expect([path, get?.description]).toEqual([path, expect.stringContaining(FRESHNESS)])
  }
  expect(FRESHNESS).toContain('every hour in their first day')
  expect(FRESHNESS).toContain('every 7 days')
})

test('Spectral finds nothing to say about the description', async () => {
  const linter = new spectral.Spectral()
  linter.setRuleset({
    // Safe: it is their own set of rules, which their own type of one does not know.
    extends: [[oas as RulesetDefinition, 'recommended']],
    rules: { 'oas3-parameter-description': 'warn' },
  })
  const problems = await linter.run(JSON.parse(source))
  expect(problems.map(({ message, path }) => [message, path.join('/')])).toEqual([])
})
