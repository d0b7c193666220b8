/** What a stranger writes against the description alone: sign up, sign in, ask, write, list. */
import createClient, { type Middleware } from 'openapi-fetch'
import type { paths } from './paths.ts'

const [origin = ''] = process.argv.slice(2)
const description: {
  servers: { url: string }[]
  paths: Record<string, Record<string, { security: Record<string, string[]>[] }>>
} = await (await fetch(`${origin}/api/v1/openapi.json`)).json()

const held: Record<string, string> = {}
const used: string[] = []

/** Shows the first of the documented credentials that we hold. */
const showing: Middleware = {
  onRequest({ request, schemaPath }) {
    const operation = description.paths[schemaPath]?.[request.method.toLowerCase()]
    const names = operation?.security.flatMap(way => Object.keys(way)) ?? []
    const name = names.find(name => held[name] !== undefined)
    used.push(`${schemaPath} ${name ?? 'open'}`)
    if (name !== undefined) request.headers.set('Authorization', `Bearer ${held[name]}`)
  },
}
const api = createClient<paths>({ baseUrl: description.servers[0]?.url ?? '' })
api.use(showing)

const person = {
  email: `stranger-${crypto.randomUUID()}@example.test`,
  password: 'a long sentence',
}
const registered = await api.POST('/auth/register', { body: person })
const login = await api.POST('/auth/login', { body: { ...person, device: 'program' } })
held.token = login.data?.token ?? ''
held.deviceKey = login.data?.apiKey ?? ''

const me = await api.GET('/auth/me')
const quota = await api.GET('/enrichment/quota')
const facts = {
  ...{ fileName: 'harbour at dawn.mp4', durationMs: 42_000 },
  ...{ width: 1080, height: 1920, fps: 30, hasAudio: true },
}
const written = await api.POST('/enrichment/generate', { body: { facts, platforms: ['youtube'] } })
const videos = await api.GET('/analytics/videos', { params: { query: { limit: 5 } } })
const wrong = await api.POST('/auth/login', { body: { ...person, password: 'something else' } })

const [words] = written.data?.metadata ?? []
const said = {
  used,
  statuses: [registered, login, me, quota, written, videos].map(({ response }) => response.status),
  plan: me.data?.plan,
  remaining: quota.data?.remaining,
  title: words?.platform === 'youtube' ? words.title : undefined,
  videos: videos.data?.videos.length,
  refused: wrong.error?.code,
}
console.log(JSON.stringify(said))
