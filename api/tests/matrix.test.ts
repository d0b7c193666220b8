/** Every procedure, by every door, before every credential: it answers as it is declared. */
import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { reaches } from '../contract/index.ts'
import type { Access } from '../src/trpc.ts'
import type { Door, Heard, Procedure } from './doors.ts'
import { doorsOf, everyProcedure } from './doors.ts'
import type { TestApi } from './harness.ts'
import { START_MS, startApi } from './harness.ts'
import type { Shown } from './matrix-people.ts'
import { GOOD, madeUp, madeVoid, NOBODY, OVER } from './matrix-people.ts'
import { ALL } from './procedures.ts'
import { unlimited } from './unlimited.ts'

// One piece of news and no more, so that whoever listens has heard everything.
const briefly = {
  publish: async () => undefined,
  async *subscribe() {
    yield crypto.randomUUID()
  },
  close: async () => undefined,
}

let api: TestApi
let workspaceId: string
let people: Shown[]
beforeAll(async () => {
  api = await startApi({ limits: await unlimited(), live: briefly })
  workspaceId = (await api.creator({ plan: 'enterprise' })).workspaceId
  const over = ALL.flatMap(kind => OVER.map(over => ({ kind, over })))
  people = await Promise.all([
    ...[NOBODY, ...GOOD].map(wanted => madeUp(api, workspaceId, wanted)),
    ...over.map(wanted => madeVoid(api, workspaceId, wanted)),
  ])
}, START_MS)
afterAll(() => api.close())

/** How the one who shows this is met: as the procedure's declaration has it. */
function declared(access: Access, { kind, ...shown }: Shown): 'in' | 401 | 403 {
  // A cookie outlives its session in every browser, so an old one is as good as none.
  const isNobody = kind === 'nobody' || (kind === 'session' && !shown.isGood)
  if (access === 'open') return isNobody || shown.isGood ? 'in' : 401
  if (isNobody || !shown.isGood) return 401
  if (!access.kinds.includes(kind)) return 403
  if (access.role === 'operator') return shown.isOperator ? 'in' : 403
  if (!reaches(shown.role, access.role)) return 403
  if (kind !== 'key') return 'in'
  return access.scope && shown.scopes.includes(access.scope) ? 'in' : 403
}

const met = ({ status, problem }: Heard): string => {
  const code = problem?.code
  if (code === 'unauthenticated' || code === 'forbidden') return `${status} ${code}`
  return 'in'
}
const AS = { in: 'in', 401: '401 unauthenticated', 403: '403 forbidden' } as const

/** Whether an empty input sets it to work, so that whoever is let in changes something. */
const worksOnNothing = ({ type, inputs }: Procedure) =>
  type === 'mutation' && inputs.every(input => input.safeParse({}).success)

async function tried(procedure: Procedure, access: Access, door: Door): Promise<object[]> {
  const answers = people.map(async shown => {
    const wanted = AS[declared(access, shown)]
    const isUsedUp = wanted === 'in' && shown.isGood && worksOnNothing(procedure)
    const { headers } = isUsedUp ? await madeUp(api, workspaceId, shown) : shown
    const heard = await door.call(headers)
    const found = met(heard)
    const isFine = found === wanted && heard.problem?.code !== 'internal'
    return isFine ? [] : [{ who: shown.who, wanted, found, status: heard.status }]
  })
  return (await Promise.all(answers)).flat()
}

test('every procedure says who may call it', () => {
  const silent = everyProcedure.filter(({ access }) => access === undefined)
  expect(silent.map(({ path }) => path)).toEqual([])
  expect(everyProcedure.length).toBeGreaterThan(80)
})

for (const procedure of everyProcedure) {
  const { path, access } = procedure
  if (access === undefined) continue
  describe(path, () => {
    for (const name of procedure.route ? ['trpc', 'rest'] : ['trpc']) {
      test(`lets in over ${name} exactly those it is declared for`, async () => {
        const door = doorsOf(api, procedure).find(door => door.name === name)
        if (!door) throw new Error(`no ${name}`)
        expect(await tried(procedure, access, door)).toEqual([])
      })
    }
  })
}
