import { expect, test } from 'bun:test'
import { z } from 'zod'
import { plainly } from './plainly.ts'

const said = (shape: z.ZodType, value: unknown) =>
  shape.safeParse(value).error?.issues.map(plainly).join('; ')

test('a value of the wrong kind is told in words, and a sentence of ours stays', () => {
  expect(said(z.boolean(), 'perhaps')).toBe('has to be true or false')
  expect(said(z.number(), '5')).toBe('has to be a number')
  expect(said(z.enum(['public', 'private']), 'x')).toBe('has to be one of: public, private')
  expect(said(z.string().max(5), 'longer than that')).toBe('may be 5 characters at most')
  expect(said(z.number().min(1), 0)).toBe('has to be 1 at least')
  expect(said(z.strictObject({}), { speed: 1 })).toBe('has no setting called speed')
  expect(said(z.string().min(1, 'has to name a folder'), '')).toBe('has to name a folder')
  expect(said(z.union([z.string(), z.boolean()]), 5)).toBe('cannot be used like this')
})
