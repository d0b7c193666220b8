import { describe, expect, test } from 'bun:test'
import { join } from 'node:path'
import { readText } from '../checks/tree.ts'
import { runProgram } from '../run-program.ts'
import { faultsOf } from './schema.ts'

type Tree = { [name: string]: Tree & Tree[] & string }
interface Manifest {
  apiVersion: string
  kind: string
  metadata: { name: string; namespace?: string }
  spec: Tree
  data?: Record<string, string>
}

const ROOT = join(import.meta.dir, '..', '..')
const read = async (path: string) => Bun.YAML.parse(await readText(ROOT, path))
const manifestsIn = async (path: string) => [await read(path)].flat() as Manifest[]
const resourcesOf = async (folder: string) =>
  ((await read(`${folder}/kustomization.yaml`)) as { resources: string[] }).resources

const files = await resourcesOf('ops/k8s')
const readAll = async () =>
  (await Promise.all(files.map(file => manifestsIn(`ops/k8s/${file}`)))).flat()
const all = await readAll()
const named = (kind: string) => all.filter(it => it.kind === kind).map(it => it.metadata.name)
const workloads = all.filter(it => ['Deployment', 'StatefulSet', 'Job'].includes(it.kind))
const podOf = ({ spec }: Manifest) => spec.template?.spec as Tree
const labelsOf = ({ spec }: Manifest) => spec.template?.metadata?.labels as unknown as Labels
type Labels = Record<string, string>
const matches = (selector: Labels, labels: Labels) =>
  Object.entries(selector).every(([name, value]) => labels[name] === value)

describe('what is started in a cluster', () => {
  test.each(workloads.map(it => [it.metadata.name, it] as const))(
    '%s is let in where only what is restricted is',
    (_, it) => {
      const pod = podOf(it)
      expect(pod).toMatchObject({
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      })
      expect(Number(pod.securityContext?.runAsUser)).toBeGreaterThan(0)
      for (const container of pod.containers ?? []) {
        expect(container).toMatchObject({
          securityContext: {
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ['ALL'] },
          },
          resources: {
            requests: { memory: expect.any(String) },
            limits: { memory: expect.any(String) },
          },
        })
        // A tag that moves is another program tomorrow.
        expect(String(container.image)).toMatch(/^[\w/.-]+:(?!latest)[\w.-]+$/)
        expect(String(container.image)).not.toMatch(/^[^/]*[.:][^/]*\//)
      }
      expect(JSON.stringify(pod)).not.toMatch(/hostPath|hostNetwork|privileged|hostPID/)
    },
  )

  test('whatever is named is there, or is the one secret that is made apart', () => {
    const text = JSON.stringify(all)
    const asked = (ref: string) => [
      ...text.matchAll(new RegExp(`"${ref}":\\{"name":"([\\w-]+)"`, 'g')),
    ]
    for (const [, name = ''] of asked('configMapRef')) expect(named('ConfigMap')).toContain(name)
    for (const ref of ['secretRef', 'secretKeyRef']) {
      for (const [, name] of asked(ref)) expect(name).toBe('content')
    }
    for (const it of workloads) {
      const account = podOf(it).serviceAccountName
      if (account !== undefined) expect(named('ServiceAccount')).toContain(String(account))
      const volumes = [...(podOf(it).volumes ?? []), ...(it.spec.volumeClaimTemplates ?? [])]
      const names = volumes.map(volume => String(volume.name ?? volume.metadata?.name))
      for (const container of podOf(it).containers ?? []) {
        for (const { name } of container.volumeMounts ?? []) expect(names).toContain(String(name))
      }
    }
  })

  test('every selector finds somebody', () => {
    const selectors = all.flatMap(({ kind, spec }) => {
      if (kind === 'Service') return [spec.selector as unknown as Labels]
      const found = spec?.selector?.matchLabels ?? spec?.podSelector?.matchLabels
      return found ? [found as unknown as Labels] : []
    })
    expect(selectors.length).toBeGreaterThan(8)
    for (const selector of selectors) {
      expect(workloads.some(it => matches(selector, labelsOf(it)))).toBe(true)
    }
  })

  test('nobody speaks to anybody but by a rule of their own', () => {
    const policies = all.filter(it => it.kind === 'NetworkPolicy')
    expect(policies.find(it => it.metadata.name === 'deny-by-default')?.spec).toEqual({
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
    } as never)
    for (const it of workloads) {
      const own = policies.filter(({ spec }) => {
        const selector = spec.podSelector?.matchLabels as unknown as Labels | undefined
        return selector !== undefined && matches(selector, labelsOf(it))
      })
      expect([it.metadata.name, own.length > 0]).toEqual([it.metadata.name, true])
    }
  })

  test('a pod that stops has time to, and one that waits for its database is not killed', () => {
    const api = workloads.find(it => it.metadata.name === 'content-api')
    const settings = all.find(it => it.kind === 'ConfigMap')?.data ?? {}
    const pod = api && podOf(api)
    const [drain, grace] = [Number(settings.DRAIN_SECONDS), Number(settings.GRACE_SECONDS)]
    expect(drain).toBeGreaterThan(2)
    expect(grace).toBeGreaterThan(drain)
    expect(Number(pod?.terminationGracePeriodSeconds)).toBeGreaterThan(grace)
    const [container] = pod?.containers ?? []
    const paths = ['startupProbe', 'livenessProbe', 'readinessProbe'].map(
      probe => `${container?.[probe]?.httpGet?.path}`,
    )
    expect(paths).toEqual(['/livez', '/livez', '/readyz'])
    expect(api?.spec.strategy?.rollingUpdate?.maxUnavailable as unknown).toBe(0)
  })
})

test('what a cluster changes is there to be changed', async () => {
  for (const cluster of ['development', 'production']) {
    const folder = `ops/clusters/${cluster}`
    const own = (await resourcesOf(folder)).filter(file => file.endsWith('.yaml'))
    for (const file of own) {
      for (const { apiVersion, kind, metadata } of await manifestsIn(`${folder}/${file}`)) {
        expect([apiVersion, kind, metadata.name]).toEqual(Array(3).fill(expect.any(String)))
      }
    }
    const { patches } = (await read(`${folder}/kustomization.yaml`)) as {
      patches: { target: { kind: string; name: string }; patch: string }[]
    }
    for (const { target, patch } of patches) {
      const found = named(target.kind).filter(name => new RegExp(`^(${target.name})$`).test(name))
      expect([target, found.length > 0]).toEqual([target, true])
      expect(Bun.YAML.parse(patch)).toBeTruthy()
    }
  }
})

test('every field of every manifest is one that Kubernetes knows', async () => {
  // Read anew: toMatchObject puts what it expects into what it was given.
  const fresh = await readAll()
  for (const it of fresh) {
    const named = `${it.kind} ${it.metadata.name}`
    expect([named, await faultsOf(it)]).toEqual([named, []])
  }
  const typo = fresh.find(({ kind }) => kind === 'Deployment') as Manifest
  const [container] = podOf(typo).containers ?? []
  Object.assign(container?.securityContext ?? {}, { readOnlyRootFileSystem: true })
  Object.assign(typo.spec, { replicas: 'two' })
  expect(await faultsOf(typo)).toEqual([
    '/spec/replicas must be integer',
    '/spec/template/spec/containers/0/securityContext/readOnlyRootFileSystem is not known',
  ])
})

test('each cluster is whole once it is put together, where there is a kubectl', async () => {
  const kubectl = Bun.which('kubectl')
  if (!kubectl) return
  for (const cluster of ['development', 'production']) {
    const folder = join(ROOT, 'ops/clusters', cluster)
    const { code, out, err } = await runProgram([kubectl, 'kustomize', folder])
    expect([cluster, code, err]).toEqual([cluster, 0, ''])
    const made = out.split('\n---\n').map(it => Bun.YAML.parse(it) as Manifest)
    const faults = (await Promise.all(made.map(faultsOf))).flatMap(it => it ?? [])
    expect([cluster, faults]).toEqual([cluster, []])
    const kinds = made.map(it => it.kind)
    expect(kinds.includes('StatefulSet')).toBe(cluster === 'development')
    expect(kinds.includes('Cluster')).toBe(cluster === 'production')
  }
})

test('the settings of the manifests are settings of the server', async () => {
  const example = await readText(ROOT, '.env.example')
  const known = new Set([...example.matchAll(/^# ([A-Z_]+)=/gm)].map(([, name]) => name))
  const data = all.find(it => it.kind === 'ConfigMap')?.data ?? {}
  expect(Object.keys(data).filter(name => !known.has(name))).toEqual([])
})
