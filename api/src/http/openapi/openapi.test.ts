import { expect, test } from 'bun:test'
import { createConfig, lintFromString } from '@redocly/openapi-core'
import spectral, { type RulesetDefinition } from '@stoplight/spectral-core'
import { oas } from '@stoplight/spectral-rulesets'
import { loadConfig } from '../../config.ts'
import { openapiDocument } from './openapi.ts'

const config = loadConfig({ PUBLIC_URL: 'https://studio.test' }, () => 'x'.repeat(43))
const source = JSON.stringify(openapiDocument(config))

test('Redocly finds nothing to say about the description', async () => {
  const rules = await createConfig({ extends: ['recommended-strict'] })
  const problems = await lintFromString({ source, config: rules })
  expect(problems.map(({ message, location }) => [message, location[0]?.pointer])).toEqual([])
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
