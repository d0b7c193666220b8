import { expect, test } from 'bun:test'
import { join } from 'node:path'
import { shippedPackages } from './packages.ts'
import { billOfMaterials, notices } from './papers.ts'

const ROOT = join(import.meta.dir, '..', '..')
const text = (path: string) => Bun.file(join(ROOT, path)).text()
const packages = shippedPackages(ROOT)
const names = packages.map(({ name }) => name)

test('the papers name what is loaded, whatever that stands on, and nothing of the tests', () => {
  // One that is asked for, one that only another asks for, and one in the dashboard.
  expect(names).toEqual(expect.arrayContaining(['pg-boss', 'pg-protocol', 'solid-js']))
  expect(names).not.toContain('typescript')
  expect(names).not.toContain('@content/db')
  const bill = billOfMaterials(packages, { version: '1.2.3', bunVersion: '1.4.5' })
  expect(bill).toEqual(
    billOfMaterials(shippedPackages(ROOT), { version: '1.2.3', bunVersion: '1.4.5' }),
  )
  const refs = bill.components.map(it => it['bom-ref'])
  expect(refs).toContain('pkg:npm/bun@1.4.5')
  expect(refs.find(ref => ref.includes('trpc/server'))).toMatch(/^pkg:npm\/%40trpc\/server@\d/)
  expect(new Set(refs).size).toBe(refs.length)
})

test('everybody whose work is in the image is named with their terms', () => {
  const unknown = packages.filter(({ license }) => license === 'NOASSERTION')
  expect(unknown.map(({ name }) => name)).toEqual([])
  const copyleft = packages.filter(({ license }) => /^A?GPL/.test(license))
  expect(copyleft.map(({ name }) => name)).toEqual([])
  expect(notices(packages)).toContain('Permission is hereby granted, free of charge')
})

test('the image runs as nobody in particular, with the limits that are measured', async () => {
  const file = await text('ops/Containerfile')
  expect(file).toMatch(/^USER 65532:65532$/m)
  expect(file).toMatch(/^ENTRYPOINT \["\/srv\/bin\/bun", "--smol", /m)
  const limits = (source: string) =>
    [...source.matchAll(/\b(BUN_JSC_\w+|MIMALLOC_\w+)=(\S+)/g)].map(([line]) => line).sort()
  expect(limits(file)).toEqual(limits(await text('ops/serve.sh')))
  const { packageManager } = JSON.parse(await text('package.json'))
  expect(file).toContain(`oven/${packageManager.replace('@', ':')}`)
})

test('nothing names a registry: whoever builds says where from', async () => {
  const images = [
    ...(await text('ops/Containerfile')).matchAll(/^(?:FROM |ARG (?:BASE|BUILDER)=)(\S+)/gm),
  ]
  expect(images).toHaveLength(4)
  for (const [, image = ''] of images) expect(image).not.toMatch(/^[^/]*[.:][^/]*\//)
})
