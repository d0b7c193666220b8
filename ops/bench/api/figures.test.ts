import { expect, test } from 'bun:test'
import { figuresOf, type Measured } from './figures.ts'

const one: Measured = { perSecond: 1000, p50Ms: 1, p99Ms: 2, cpuMicros: 100, rssMb: 100 }

test('a rival that was left out is in no figure, and no goal is missed for it', () => {
  const ways = ['ours by tRPC', 'ours by REST', 'Fastify on Node']
  const figures = figuresOf('read', new Map(ways.map(name => [name, [one, one]])))
  const rivals = new Set(figures.flatMap(({ against }) => against?.name ?? []))
  expect([...rivals]).toEqual(['Fastify on Node'])
  expect(figures.some(({ name }) => name.includes('FastAPI'))).toBe(false)
})
