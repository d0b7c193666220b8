import { expect, test } from 'bun:test'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { readText } from './checks/tree.ts'

interface Service {
  image: string
  ports?: string[]
  command?: string[]
  environment?: Record<string, string>
  networks?: string[]
  volumes?: string[]
  read_only?: boolean
  cap_drop?: string[]
  security_opt?: string[]
  mem_limit?: string
  pids_limit?: number
  logging?: { options: Record<string, string> }
  depends_on?: Record<string, { condition: string }>
  stop_grace_period?: string
}
interface Compose {
  services: Record<string, Service>
  networks: Record<string, { internal?: boolean } | null>
  volumes: Record<string, null>
}

const ROOT = join(import.meta.dir, '..')
const text = await readText(ROOT, 'ops/compose.prod.yaml')
const { services, networks } = Bun.YAML.parse(text) as Compose

test('no port is open but the proxy’s, and from the database nothing leads out', () => {
  const isForOthers = (port: string) => !port.startsWith('127.0.0.1:')
  const open = Object.entries(services).filter(([, { ports = [] }]) => ports.some(isForOthers))
  expect(open.map(([name]) => name)).toEqual(['proxy'])
  expect(networks.back?.internal).toBe(true)
  for (const name of ['postgres', 'backup', 'redis'])
    expect(services[name]?.networks).toEqual(['back'])
  expect(services.proxy?.networks).toEqual(['front'])
})

test('every part has an end to what it takes, and to what it writes down', () => {
  for (const [name, it] of Object.entries(services)) {
    const limits = [it.mem_limit, it.pids_limit, it.logging?.options['max-size']]
    expect([name, limits.every(Boolean)]).toEqual([name, true])
    expect([name, it.security_opt]).toEqual([name, ['no-new-privileges:true']])
    // Postgres’s own image begins as root, to make its folder its own.
    if (name === 'postgres') continue
    expect([name, it.read_only, it.cap_drop]).toEqual([name, true, ['ALL']])
  }
})

test('nobody serves before the database is up to date, nor is asked before they serve', () => {
  const after = (name: string) => services[name]?.depends_on ?? {}
  expect(after('migrate')).toEqual({ postgres: { condition: 'service_healthy' } })
  for (const name of ['api-1', 'api-2']) {
    expect(after(name).migrate?.condition).toBe('service_completed_successfully')
    expect(after('proxy')[name]?.condition).toBe('service_healthy')
    expect(services[name]?.stop_grace_period).toBe('30s')
  }
})

test('those who watch read files that are there, and look at every process', async () => {
  const mounted = Object.values(services).flatMap(({ volumes = [] }) => volumes)
  const files = mounted.filter(it => it.startsWith('./')).map(it => it.split(':')[0] ?? '')
  expect(files).toContain('./monitoring/alertmanager.yaml')
  expect(files.filter(it => !existsSync(join(ROOT, 'ops', it)))).toEqual([])
  const config = Bun.YAML.parse(await readText(ROOT, 'ops/monitoring/prometheus.yaml')) as {
    scrape_configs: { static_configs: { targets: string[] }[] }[]
  }
  const targets = config.scrape_configs.flatMap(it => it.static_configs.flatMap(at => at.targets))
  const processes = Object.keys(services).filter(it => it.startsWith('api-'))
  expect(targets).toEqual(processes.map(it => `${it}:8787`))
})

test('no secret stands in it, and what it asks for is what the setup makes', async () => {
  const asked = [...text.matchAll(/\$\{(\w+)(?!\w|:-)/g)].map(([, name]) => name ?? '')
  const made = await readText(ROOT, 'ops/setup/environment.ts')
  expect(asked.filter(name => !made.includes(`'${name}'`))).toEqual([])
  for (const { image } of Object.values(services)) {
    expect(image).toMatch(/^\$\{IMAGE|^[\w/-]+:(?!latest)[\w.-]+$/)
  }
})

test('who answers the world holds neither the key of the backups nor the door to Grafana', () => {
  const theirs = ['ALARM_MAIL_PASSWORD', 'BACKUP_CIPHER_PASS', 'GRAFANA_PASSWORD']
  for (const name of ['migrate', 'api-1', 'api-2']) {
    const { environment = {} } = services[name] ?? {}
    expect([name, theirs.map(it => environment[it])]).toEqual([name, ['', '', '']])
  }
})

test('an alarm by mail has its password where it is looked for', async () => {
  const told = await readText(ROOT, 'ops/monitoring/alertmanager.yaml')
  const [, file] = /auth_password_file: (\S+)/.exec(told) ?? []
  expect(services.alertmanager?.command?.join(' ')).toContain(`"$$ALARM_MAIL_PASSWORD" > ${file} `)
})

test('backups have a disk of their own, sealed, and are made of what is archived', () => {
  const { postgres, backup } = services
  expect(postgres?.image).toBe(backup?.image ?? '')
  for (const it of [postgres, backup]) {
    expect(it?.volumes?.join(' ')).toMatch(/\{BACKUP_FOLDER:-backups\}:\/var\/lib\/pgbackrest/)
    expect(it?.environment?.PGBACKREST_REPO1_CIPHER_PASS).toMatch(/^\$\{BACKUP_CIPHER_PASS:\?/)
  }
  expect(postgres?.command).toContain('archive_timeout=60')
  expect(postgres?.command).toContain('archive_command=pgbackrest --stanza=content archive-push %p')
})

test('every field of both files is one that the Compose Specification knows', async () => {
  const { $schema: _, ...schema } = JSON.parse(
    await readText(ROOT, 'ops/schemas/compose-spec.json'),
  )
  const isRight = new Ajv({ strict: false, validateFormats: false }).compile(schema)
  for (const file of ['ops/compose.yaml', 'ops/compose.prod.yaml']) {
    const compose = Bun.YAML.parse(await readText(ROOT, file)) as Compose
    isRight(compose)
    expect([file, isRight.errors]).toEqual([file, null])
    Object.assign(compose.services.postgres ?? {}, { read_onyl: true })
    expect(isRight(compose)).toBe(false)
  }
})
