import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Hono } from 'hono'
import { consentAnswer, controlRoutes } from './control.ts'
import { type CommonFault, Faults, isCommon } from './faults.ts'
import type { Kit, KitSpec, Sandbox, SandboxEnv, SandboxOptions } from './kit.ts'
import { Ledger } from './ledger.ts'
import { OAuth } from './oauth.ts'
import { Store } from './store.ts'
import { cutBody, hangUp } from './wire.ts'

// Bun's own limit is 128 MiB; YouTube takes 256 GiB.
const MAX_BODY_BYTES = 256 * 2 ** 30

/** Starts one sandbox: a platform's routes on a loopback port, with the kit's back door. */
export async function startKit<S extends object>(
  spec: KitSpec<S>,
  options: SandboxOptions,
): Promise<Sandbox> {
  const store = new Store(join(options.dir, spec.name))
  const kit = buildKit(spec, store, options.now ?? (() => new Date()))
  const app = new Hono<SandboxEnv>()
  const server = listen(store.dir, options.port, request => answer(kit, app, request))
  kit.origin = `http://127.0.0.1:${server.port}`
  app.route('/', controlRoutes(kit))
  app.route('/', spec.routes(kit))
  app.onError(error => {
    console.error(`sandbox ${spec.name}:`, error)
    return faultResponse(spec, 500)
  })
  const stop = async () => {
    await server.stop(true)
    store.close()
  }
  return { name: spec.name, origin: kit.origin, stop }
}

function buildKit<S extends object>(spec: KitSpec<S>, store: Store, clock: () => Date) {
  const settings = () => ({
    clockAheadSeconds: 0,
    ...spec.settings,
    ...store.get<object>('settings', spec.name),
  })
  const now = () => new Date(clock().getTime() + settings().clockAheadSeconds * 1000)
  const kit: Kit<S> & { spec: KitSpec<S> } = {
    spec,
    name: spec.name,
    origin: '',
    look: spec.look,
    accounts: spec.accounts,
    redirects: spec.redirects,
    store,
    ledger: new Ledger(store, now),
    faults: new Faults(),
    oauth: new OAuth(store, now),
    now,
    settings,
    mergeSettings(change) {
      store.put('settings', spec.name, { ...store.get<object>('settings', spec.name), ...change })
      return settings()
    },
    consent: ask => consentAnswer(kit, ask),
  }
  return kit
}

type Handler = (request: Request) => Promise<Response>

/** Takes the port of the last run when it is still free, so that addresses given out stay true. */
function listen(dir: string, wanted: number | undefined, fetch: Handler) {
  const remembered = join(dir, 'port')
  const last = existsSync(remembered) ? Number(readFileSync(remembered, 'utf8')) : 0
  const open = (port: number) =>
    Bun.serve({
      hostname: '127.0.0.1',
      port,
      idleTimeout: 0,
      maxRequestBodySize: MAX_BODY_BYTES,
      fetch,
    })
  const server = wanted !== undefined ? open(wanted) : openOr(open, last)
  writeFileSync(remembered, String(server.port))
  return server
}

function openOr<T>(open: (port: number) => T, port: number): T {
  try {
    return open(port)
  } catch {
    return open(0)
  }
}

async function answer<S extends object>(
  kit: Kit<S> & { spec: KitSpec<S> },
  app: Hono<SandboxEnv>,
  request: Request,
): Promise<Response> {
  const response = await answered(kit, app, request)
  // Its own clock, which a test may have moved: clients go by what the platform says the time is.
  response.headers.set('date', kit.now().toUTCString())
  return response
}

async function answered<S extends object>(
  kit: Kit<S> & { spec: KitSpec<S> },
  app: Hono<SandboxEnv>,
  request: Request,
): Promise<Response> {
  const { pathname, search } = new URL(request.url)
  if (pathname.startsWith('/_sandbox/')) return app.fetch(request, {})
  const fault = kit.faults.take(request.method, pathname + search)
  const write = (status: number) => kit.ledger.request(request.method, pathname, status)
  if (fault && isCommon(fault)) {
    const response = await faulty(kit, app, { request, fault })
    const isDropped = fault.kind.startsWith('drop') || fault.kind === 'cut-after-bytes'
    write(isDropped ? 0 : response.status)
    return response
  }
  const response = await app.fetch(request, fault ? { fault } : {})
  write(response.status)
  return response
}

/** Answers one request the way its fault says. */
async function faulty<S extends object>(
  { spec, oauth }: Kit<S> & { spec: KitSpec<S> },
  app: Hono<SandboxEnv>,
  { request, fault }: { request: Request; fault: CommonFault },
): Promise<Response> {
  switch (fault.kind) {
    case 'drop-before':
      return hangUp()
    case 'token-dies':
      oauth.revokeWhere(token => token.kind !== 'grant' && token.kind !== 'refresh')
      return app.fetch(request, {})
    case 'drop-after':
      await app.fetch(request, {})
      return hangUp()
    case 'delay':
      await Bun.sleep(fault.ms)
      return app.fetch(request, {})
    case 'cut-after-bytes':
      await app.fetch(cutBody(request, fault.bytes).request, {})
      return hangUp()
    case 'status': {
      const cut = cutBody(request, fault.afterBytes ?? 0)
      if (fault.afterBytes !== undefined) await app.fetch(cut.request, {})
      // An answer before the body has been read would reach many clients as a reset.
      await cut.drain()
      return faultResponse(spec, fault.status, fault)
    }
  }
}

function faultResponse<S extends object>(
  spec: KitSpec<S>,
  status: number,
  answer: { body?: unknown; headers?: Record<string, string> | undefined } = {},
): Response {
  const body = answer.body ?? spec.faultBody?.(status) ?? { error: { code: status } }
  const headers = new Headers({ 'content-type': 'application/json; charset=UTF-8' })
  for (const [name, value] of Object.entries(answer.headers ?? {})) headers.set(name, value)
  return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers })
}
