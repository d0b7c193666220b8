import { expect, setDefaultTimeout, test } from 'bun:test'
import { join } from 'node:path'
import { install, mayInstall } from '../../services/apt.ts'
import { answerConsent } from '../kit/answer-consent.ts'
import { bench } from '../kit/testing.ts'
import document from './discovery.json'
import { askToken, authorizePath, CHUNK, READ, redeeming, type Tokens, UPLOAD } from './testing.ts'
import { startYouTube } from './youtube.ts'

setDefaultTimeout(300_000)

const PYTHON = '/usr/bin/python3'
const PACKAGE = 'python3-googleapi'
const FORCE_SSL = 'https://www.googleapis.com/auth/youtube.force-ssl'
const isLong = process.env.LONG === 'yes'

test('every method that a client is built with has its name in two parts', () => {
  expect(Object.keys(discoveryFor('http://127.0.0.1').resources)).toContain('videos')
})

// Python and its client are no part of this house: only `bun run test --long` asks for them.
if (isLong) {
  test("Google's Python client publishes, lists, and adds a picture and captions", async () => {
    await needClient()
    const it = await bench(startYouTube)
    try {
      const { origin } = it.sandbox
      const film = new Uint8Array(3 * CHUNK + 7).fill(7)
      const track = '1\n00:00:00,000 --> 00:00:01,000\nGood morning\n'
      const paths = { film: 'film.mp4', picture: 'picture.jpg', track: 'track.srt' }
      const at = (name: keyof typeof paths) => join(it.dir, paths[name])
      await Bun.write(at('film'), film)
      await Bun.write(at('picture'), new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 0]))
      await Bun.write(at('track'), track)
      const scope = [UPLOAD, READ, FORCE_SSL]
      const url = it.sandbox.origin + authorizePath({ scope: scope.join(' ') })
      const back = await answerConsent(url, { scopes: scope })
      const tokens = await askToken(it, redeeming(back.searchParams.get('code') ?? ''))
      const { access_token: token } = (await tokens.json()) as Tokens
      const files = { film: at('film'), picture: at('picture'), track: at('track') }
      const said = await python({ origin, token, document: discoveryFor(origin), ...files })
      expect(said).toMatchObject({
        listed: [{ id: said.id, status: { privacyStatus: 'unlisted' } }],
        ...{ picture: 'youtube#thumbnailSetResponse', again: [409, 'captionExists'] },
        captions: { language: 'en', name: 'English' },
      })
      expect(said.shares).toHaveLength(4)
      expect((await it.ledger()).publications).toMatchObject([
        {
          ...{ remoteId: said.id, sha256: sha256(film), privacy: 'unlisted' },
          captions: [{ language: 'en', sha256: sha256(track) }],
        },
      ])
    } finally {
      await it.close()
    }
  })
}

const sha256 = (bytes: Uint8Array | string) =>
  new Bun.CryptoHasher('sha256').update(bytes).digest('hex')

async function needClient(): Promise<void> {
  if (await hasClient()) return
  if (mayInstall()) await install([PACKAGE], () => undefined)
  if (await hasClient()) return
  throw new Error(`Google's Python client is missing: as root, apt-get install ${PACKAGE}.`)
}

async function hasClient(): Promise<boolean> {
  if (!(await Bun.file(PYTHON).exists())) return false
  const child = Bun.spawn([PYTHON, '-c', 'import googleapiclient'], { stderr: 'ignore' })
  return (await child.exited) === 0
}

interface Said {
  readonly id: string
  readonly shares: readonly number[]
}

async function python(given: object): Promise<Said> {
  const child = Bun.spawn([PYTHON, join(import.meta.dir, 'python-client.py')], {
    ...{ stdin: new Blob([JSON.stringify(given)]), stdout: 'pipe', stderr: 'pipe' },
  })
  const [out, err] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
  ])
  if ((await child.exited) !== 0) throw new Error(err)
  return JSON.parse(out) as Said
}

/** Our digest of Google's discovery document in the form that clients are built from. */
function discoveryFor(origin: string) {
  const resources: Record<string, { methods: Record<string, object> }> = {}
  for (const [id, method] of Object.entries(document.methods)) {
    const [resource = '', name = ''] = id.split('.')
    resources[resource] ??= { methods: {} }
    resources[resource].methods[name] = methodOf(`youtube.${id}`, method)
  }
  const schemas = Object.entries(document.schemas).map(([id, properties]) => {
    return [id, { id, type: 'object', properties }] as const
  })
  return {
    ...{ kind: 'discovery#restDescription', id: 'youtube:v3', name: 'youtube', version: 'v3' },
    ...{ title: document.title, revision: document.revision, protocol: 'rest', batchPath: 'batch' },
    ...{ rootUrl: `${origin}/`, servicePath: '', baseUrl: `${origin}/`, basePath: '' },
    parameters: located(document.parameters),
    ...{ schemas: Object.fromEntries(schemas), resources },
  }
}

interface Method {
  readonly httpMethod: string
  readonly path: string
  readonly parameters: object
  readonly request?: string
  readonly accept?: readonly string[]
  readonly uploadPaths?: readonly string[]
}

function methodOf(id: string, { path, parameters, request, ...method }: Method) {
  const [simple, resumable] = method.uploadPaths ?? []
  return {
    ...{ id, path: path.slice(1), httpMethod: method.httpMethod },
    parameters: located(parameters),
    ...(request && { request: { $ref: request } }),
    // The digest leaves answers out; a client that is promised none hands on bare bytes.
    ...(method.httpMethod !== 'DELETE' && { response: { $ref: request ?? 'Video' } }),
    ...(simple && {
      supportsMediaUpload: true,
      mediaUpload: {
        accept: method.accept,
        protocols: {
          simple: { multipart: true, path: simple },
          resumable: { multipart: true, path: resumable ?? simple },
        },
      },
    }),
  }
}

const located = (parameters: object) =>
  Object.fromEntries(
    Object.entries(parameters).map(([name, about]) => [name, { ...about, location: 'query' }]),
  )
