import { expect, test } from 'bun:test'
import { callTRPCProcedure, getTRPCErrorFromUnknown } from '@trpc/server'
import trpc from '@trpc/server/package.json'
import type { Context } from '../context.ts'
import { appRouter } from '../router.ts'
import { procedureType, runProcedure } from './run-procedure.ts'

/** The version whose private fields the short way was written for. */
const READ = '11.25.2'
const signal = new AbortController().signal

/** Somebody of this kind, who may do everything; whatever reaches the database ends there. */
const ctxOf = (kind: string) =>
  ({
    shared: {
      limits: { consume: async () => ({ isAllowed: true, remaining: 1, resetSeconds: 1 }) },
    },
    ...{ setHeader() {}, address: '127.0.0.1', refusal: null, now: () => new Date(0), signal },
    config: { publicUrl: 'https://studio.test' },
    actor: { kind, workspaceId: 'w', role: 'owner', plan: 'free', scopes: [], isOperator: false },
    // Safe: no more of it is looked at before a verb begins.
  }) as unknown as Context

const outcome = (run: Promise<unknown>) =>
  run.then(
    data => ({ data }),
    (cause: unknown) => {
      const { code, message } = getTRPCErrorFromUnknown(cause)
      return { code, message }
    },
  )

test('tRPC is the version that the short way through its middlewares was written for', () => {
  const advice = 'compare runProcedure with createProcedureCaller of the new one, then change READ'
  expect(`${trpc.version}: ${advice}`).toBe(`${READ}: ${advice}`)
})

test('each procedure is refused the same, by the short way and by the public one', async () => {
  const paths = Object.keys(appRouter._def.procedures)
  expect(paths.length).toBeGreaterThan(50)
  for (const path of paths) {
    const type = procedureType(path)
    if (type === undefined) throw new Error(`${path} is not found`)
    for (const kind of ['key', 'session']) {
      const call = { ctx: ctxOf(kind), path, type, signal, getRawInput: async () => 'no input' }
      const own = await outcome(runProcedure(call))
      const opts = { ...call, router: appRouter, batchIndex: 0 }
      expect([path, kind, own]).toEqual([path, kind, await outcome(callTRPCProcedure(opts))])
    }
  }
})
