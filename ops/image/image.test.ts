import { expect, test } from 'bun:test'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { shippedPackages } from './packages.ts'
import { billOfMaterials, notices } from './papers.ts'
import { differences, faultsOf, filesIn } from './proof/files.ts'

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
  // What is laid out is what is served.
  expect(file).toContain(' SITE_FOLDER=/srv/landing/dist ')
  expect(await text('ops/image/assemble.ts')).toContain("'landing/dist'")
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

test('the proof finds who becomes another, what all may write, and what came out otherwise', () => {
  const folder = mkdtempSync(join(tmpdir(), 'image-proof-'))
  try {
    writeFileSync(join(folder, 'su'), 'one')
    mkdirSync(join(folder, 'tmp'))
    symlinkSync('.', join(folder, 'tmp/round'))
    const before = filesIn(folder)
    expect(faultsOf(before)).toEqual([])
    chmodSync(join(folder, 'su'), 0o4755)
    chmodSync(join(folder, 'tmp'), 0o777)
    const after = filesIn(folder)
    expect(faultsOf(after).toSorted()).toEqual([
      'su runs as its owner',
      "tmp is everybody's to write",
    ])
    expect(differences(before, after)).toEqual(['su', 'tmp'])
    chmodSync(join(folder, 'tmp'), 0o1777)
    expect(faultsOf(filesIn(folder))).toEqual(['su runs as its owner'])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
