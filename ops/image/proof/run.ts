import { readFileSync } from 'node:fs'
import { PLATFORMS } from '../../../api/contract/index.ts'
import { mustRun, runProgram } from '../../run-program.ts'
import { freePort } from '../../services/process.ts'
import { appSettings } from '../../setup/environment.ts'

export interface Proven {
  startMs: number
  startAgainMs: number
  memoryMb: number
  faults: string[]
}

// Any one will do.
const PLATFORM = PLATFORMS[0] ?? ''
const HOST = 'studio.example.com'
const READY_WITHIN_MS = 120_000
/** As a cluster and the compose file start it. */
const CLOSED = [
  ...['--read-only', '--tmpfs', '/tmp:size=64m,mode=1777', '--network', 'host'],
  ...['--cap-drop', 'all', '--security-opt', 'no-new-privileges', '--memory', '512m'],
  ...['--pids-limit', '256', '--volume', '/data'],
]
const secret = () => Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url')

/** Starts it twice on one database, the second time to see how long that takes, and looks at it. */
export async function runClosed(image: string, databaseUrl: string): Promise<Proven> {
  const port = await freePort()
  const settings = {
    ...{ DATABASE_URL: databaseUrl, HOST: '127.0.0.1', PORT: String(port) },
    ...{ PUBLIC_URL: `https://${HOST}`, TRUST_PROXY: '1', DRAIN_SECONDS: '0' },
    ...{ AUTH_SECRET: secret(), VAULT_KEYS: `${secret()}=`, PLATFORMS: PLATFORM },
    ...{ EMBEDDED: 'limits,metadata,mail,billing' },
    ...Object.fromEntries(appSettings(PLATFORM).map(name => [name, 'given'])),
  }
  const given = Object.entries(settings).flatMap(([name, value]) => ['--env', `${name}=${value}`])
  const start = async () => {
    const id = (await mustRun(['podman', 'run', '--detach', ...CLOSED, ...given, image])).trim()
    const began = performance.now()
    await ready(id, port).catch(async error => {
      const { out, err } = await runProgram(['podman', 'logs', id])
      await remove(id)
      throw new Error(`${error.message}\n${out}${err}`)
    })
    return { id, tookMs: performance.now() - began }
  }
  const first = await start()
  await remove(first.id)
  const { id, tookMs } = await start()
  try {
    // What it needed for its start is given back by then.
    await Bun.sleep(5000)
    const faults = [...(await faultsInside(id)), ...(await faultsOfAnswers(port))]
    const memoryMb = memoryOf(await pidOf(id))
    await mustRun(['podman', 'kill', '--signal', 'TERM', id])
    const code = (await mustRun(['podman', 'wait', id])).trim()
    if (code !== '0') faults.push(`told to stop, it ended with ${code}`)
    return { startMs: first.tookMs, startAgainMs: tookMs, memoryMb, faults }
  } finally {
    await remove(id)
  }
}

const remove = (id: string) => runProgram(['podman', 'rm', '--force', '--volumes', id])
const isRunning = async (id: string) =>
  (await mustRun(['podman', 'inspect', '--format', '{{.State.Running}}', id])).trim() === 'true'
const pidOf = async (id: string) =>
  (await mustRun(['podman', 'inspect', '--format', '{{.State.Pid}}', id])).trim()
const statusOf = (pid: string) =>
  new Map(
    readFileSync(`/proc/${pid}/status`, 'utf8')
      .split('\n')
      .map(line => line.split(':\t') as [string, string]),
  )
const memoryOf = (pid: string) => Number.parseInt(statusOf(pid).get('VmRSS') ?? '0', 10) / 1024

const ask = (port: number, path: string) =>
  fetch(`http://127.0.0.1:${port}${path}`, {
    headers: { host: HOST, 'x-forwarded-for': '203.0.113.7' },
    redirect: 'manual',
  })

async function ready(id: string, port: number): Promise<void> {
  const deadline = performance.now() + READY_WITHIN_MS
  while (performance.now() < deadline) {
    const answer = await ask(port, '/readyz').catch(() => null)
    if (answer?.ok) return
    if (answer === null && !(await isRunning(id))) break
    await Bun.sleep(20)
  }
  throw new Error('It did not become ready.')
}

/** What it could do that it should not, asked of the kernel and tried from inside. */
async function faultsInside(id: string): Promise<string[]> {
  const status = statusOf(await pidOf(id))
  const wanted = {
    CapEff: /^0+$/,
    CapBnd: /^0+$/,
    NoNewPrivs: /^1$/,
    Seccomp: /^2$/,
    Uid: /^65532/,
  }
  const faults = Object.entries(wanted).flatMap(([name, fits]) =>
    fits.test(status.get(name) ?? '') ? [] : [`${name} is ${status.get(name)}`],
  )
  const inside = (code: string) => runProgram(['podman', 'exec', id, '/srv/bin/bun', '-e', code])
  for (const path of ['/srv/api/dist/main.js', '/srv/new', '/new']) {
    const { out, err } = await inside(`require('fs').appendFileSync('${path}', 'x')`)
    if (!/EROFS|EACCES/.test(out + err)) faults.push(`${path} could be written: ${out}${err}`)
  }
  const wrote = await inside(`require('fs').appendFileSync('/data/new', 'x')`)
  if (wrote.code !== 0) faults.push(`/data could not be written: ${wrote.err}`)
  return faults
}

async function faultsOfAnswers(port: number): Promise<string[]> {
  const pages = { '/': 'text/html', '/login': 'text/html', '/docs/running/': 'text/html' }
  const faults: string[] = []
  for (const [path, type] of Object.entries(pages)) {
    const answer = await ask(port, path)
    const isRight = answer.ok && answer.headers.get('content-type')?.startsWith(type)
    if (!isRight) faults.push(`${path} answers ${answer.status}`)
  }
  const [home, login] = await Promise.all(
    ['/', '/login'].map(async path => (await ask(port, path)).text()),
  )
  if (home === login) faults.push('who is not signed in gets the dashboard, not the public site')
  return faults
}
