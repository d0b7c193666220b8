/** Every procedure, by every door, before every credential: it answers as it is declared. */
import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { reaches } from '../contract/index.ts'
import type { Access } from '../src/trpc.ts'
import type { Door, Heard, Procedure } from './doors.ts'
import { doorsOf, everyProcedure } from './doors.ts'
import type { TestApi } from './harness.ts'
import { START_MS, startApi } from './harness.ts'
import type { Shown } from './matrix-people.ts'
import { GOOD, lapsed, madeUp, madeVoid, NOBODY, OVER, twoAtOnce } from './matrix-people.ts'
import { ALL, PROCEDURES } from './procedures.ts'
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
let refusals = 0
beforeAll(async () => {
  api = await startApi({ limits: await unlimited(), live: briefly })
  workspaceId = (await api.creator({ plan: 'enterprise' })).workspaceId
  const over = ALL.flatMap(kind => OVER.map(over => ({ kind, over })))
  people = await Promise.all([
    ...[NOBODY, ...GOOD].map(wanted => madeUp(api, workspaceId, wanted)),
    ...over.map(wanted => madeVoid(api, workspaceId, wanted)),
    twoAtOnce(api, workspaceId),
    lapsed(api, (await api.creator({ plan: 'pro' })).workspaceId),
  ])
}, START_MS)
afterAll(async () => {
  console.log(`${people.length} credentials, ${refusals} refusals exactly as declared`)
  await api.close()
})

/** What the one who shows this hears; null when they are let in. */
function refusal(access: Access, { kind, ...shown }: Shown): string | null {
  if (shown.isLapsed) return '402 plan_limit'
  // A cookie outlives its session in every browser, so an old one is as good as none.
  const isNobody = kind === 'nobody' || (kind === 'session' && !shown.isGood)
  if (!isNobody && !shown.isGood) return UNKNOWN
  if (access === 'open') return null
  if (isNobody) return UNKNOWN
  if (!access.kinds.includes(kind)) return FORBIDDEN
  if (access.role === 'operator') return shown.isOperator ? null : FORBIDDEN
  if (!reaches(shown.role, access.role)) return FORBIDDEN
  if (kind !== 'key') return null
  return access.scope && shown.scopes.includes(access.scope) ? null : FORBIDDEN
}
const [UNKNOWN, FORBIDDEN] = ['401 unauthenticated', '403 forbidden']

/** What whoever is let in hears, having said nothing but what the path makes them say. */
function bareAnswer({ path, inputs, route }: Procedure, door: Door, shown: Shown): string {
  const named = door.name === 'rest' ? [...(route?.path.matchAll(/\{(\w+)\}/g) ?? [])] : []
  const said = Object.fromEntries(named.map(([, name]) => [name, 'nowhere']))
  const isEnough = inputs.every(input => input.safeParse(said).success)
  if (!isEnough) return '400 invalid'
  const { bare = '200', bareFor } = PROCEDURES[path] ?? {}
  return bareFor?.kinds.some(kind => kind === shown.kind) ? bareFor.answer : bare
}

const found = ({ status, problem }: Heard): string =>
  problem === undefined ? String(status) : `${problem.status} ${problem.code}`

/** Whether an empty input sets it to work, so that whoever is let in changes something. */
const worksOnNothing = ({ type, inputs }: Procedure) =>
  type === 'mutation' && inputs.every(input => input.safeParse({}).success)

async function tried(procedure: Procedure, access: Access, door: Door): Promise<object[]> {
  const answers = people.map(async shown => {
    const refused = refusal(access, shown)
    const wanted = refused ?? bareAnswer(procedure, door, shown)
    const isUsedUp = refused === null && shown.isGood && worksOnNothing(procedure)
    const { headers } = isUsedUp ? await madeUp(api, workspaceId, shown) : shown
    const heard = await door.call(headers)
    const isFine = found(heard) === wanted && heard.status === Number.parseInt(wanted, 10)
    if (isFine && refused !== null) refusals += 1
    return isFine ? [] : [{ who: shown.who, wanted, found: found(heard) }]
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
      test(`answers over ${name} exactly as it is declared`, async () => {
        const door = doorsOf(api, procedure).find(door => door.name === name)
        if (!door) throw new Error(`no ${name}`)
        expect(await tried(procedure, access, door)).toEqual([])
      })
    }
  })
}
