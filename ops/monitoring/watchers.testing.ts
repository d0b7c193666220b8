/** A real Prometheus and Alertmanager by the files that we ship, but quick to look and to tell. */
import { join } from 'node:path'
import { readText } from '../checks/tree.ts'
import * as run from '../services/process.ts'

const ROOT = join(import.meta.dir, '..', '..')

export interface Watchers {
  /** What an expression is worth now, one sample a series; throws what Prometheus says to it. */
  ask(expr: string): Promise<Sample[]>
  close(): Promise<void>
}

export interface Sample {
  metric: Record<string, string>
  value: [at: number, value: string]
}

interface Watched {
  /** Host and port of the api. */
  target: string
  token: string
  /** Where alarms are to go. */
  receiver: string
}

export async function startWatchers(watched: Watched): Promise<Watchers> {
  const managerPort = await run.freePort()
  const manager = await startAlertmanager(watched.receiver, managerPort)
  const port = await run.freePort()
  const closePrometheus = await startPrometheus(watched, { port, managerPort }).catch(async it => {
    await manager()
    throw it
  })
  return {
    ask: expr => ask(`http://127.0.0.1:${port}`, expr),
    async close() {
      await closePrometheus()
      await manager()
    },
  }
}

async function startAlertmanager(receiver: string, port: number) {
  const shipped = await readText(ROOT, 'ops/monitoring/alertmanager.yaml')
  const text = shipped
    .replace('receiver: nobody', 'receiver: webhook')
    .replaceAll(/group_wait: \w+/g, 'group_wait: 0s')
    .replaceAll(/group_interval: \w+/g, 'group_interval: 1s')
    .replace(/url: http:.+/, `url: ${receiver}`)
  const flags = (folder: string) => [
    `--config.file=${folder}/config.yaml`,
    `--storage.path=${folder}`,
    // Alone, it needs no port for others of its kind.
    '--cluster.listen-address=',
  ]
  return start({ variable: 'ALERTMANAGER_PATH', port, files: { 'config.yaml': text }, flags })
}

async function startPrometheus(
  { target, token }: Watched,
  { port, managerPort }: { port: number; managerPort: number },
) {
  const shipped = await readText(ROOT, 'ops/monitoring/prometheus.yaml')
  const rules = await readText(ROOT, 'ops/alerts/content.yaml')
  const own = (folder: string) =>
    shipped
      .replaceAll('15s', '500ms')
      .replace('/etc/prometheus', folder)
      .replace('/tmp/metrics-token', `${folder}/token`)
      .replace('alertmanager:9093', `127.0.0.1:${managerPort}`)
      .replace('"api-1:8787", "api-2:8787"', `"${target}"`)
  const files = {
    'config.yaml': own,
    'content.yaml': rules.replaceAll(/for: \w+/g, 'for: 0s'),
    token,
  }
  const flags = (folder: string) => [
    `--config.file=${folder}/config.yaml`,
    `--storage.tsdb.path=${folder}/data`,
    '--log.level=warn',
  ]
  return start({ variable: 'PROMETHEUS_PATH', port, files, flags })
}

type Text = string | ((folder: string) => string)

interface Wanted {
  /** Names the program in the environment. */
  variable: string
  port: number
  files: Record<string, Text>
  flags: (folder: string) => string[]
}

async function start({ variable, port, files, flags }: Wanted) {
  const program = process.env[variable]
  if (!program) throw new Error(`${variable} is not set. Run: bun ops/services.ts prometheus`)
  const owner = await run.unprivilegedOwner()
  const folder = await run.makeFolder('watcher', owner)
  for (const [name, text] of Object.entries(files)) {
    const written = typeof text === 'string' ? text : text(folder)
    await run.writeOwned(join(folder, name), written, owner)
  }
  const address = `127.0.0.1:${port}`
  return run.startService({
    ...{ command: [program, ...flags(folder), `--web.listen-address=${address}`], folder, owner },
    stopSignal: 'SIGTERM',
    isReady: () =>
      fetch(`http://${address}/-/ready`).then(
        answer => answer.ok,
        () => false,
      ),
  })
}

async function ask(origin: string, expr: string): Promise<Sample[]> {
  const body = new URLSearchParams({ query: expr })
  const answer = await fetch(`${origin}/api/v1/query`, { method: 'POST', body })
  const said = (await answer.json()) as { error?: string; data?: { result: Sample[] } }
  if (!said.data) throw new Error(`${expr}\n${said.error}`)
  return said.data.result
}
