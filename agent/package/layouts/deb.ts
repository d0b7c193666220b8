import { gzipSync } from 'node:zlib'
import { LEAST_FFMPEG } from '../../src/media/tools/age.ts'
import { ar } from '../archives/ar.ts'
import { bytesOf, type Entry, inOrder } from '../archives/entry.ts'
import { tar } from '../archives/tar.ts'
import {
  desktopEntry,
  type Layout,
  PACKAGE,
  type Parts,
  programEntries,
  SUMMARY,
  under,
} from './parts.ts'

const HOME = `usr/lib/${PACKAGE}`

/** A Debian package. Its content is zstd, which dpkg reads from 1.21.18 on (Debian 12). */
export function deb(parts: Parts, level: number): Layout {
  const { seconds, version, target } = parts
  const files = inOrder(entries(parts))
  const data = Bun.zstdCompressSync(tar(files, seconds, './'), { level })
  const control = tar(
    [
      { path: 'control', mode: 0o644, content: controlText(parts, files) },
      { path: 'md5sums', mode: 0o644, content: sums(files) },
    ],
    ...[seconds, './' as const],
  )
  const content = ar(
    [
      { name: 'debian-binary', content: new TextEncoder().encode('2.0\n') },
      { name: 'control.tar.gz', content: gzipSync(control, { level: 9 }) },
      { name: 'data.tar.zst', content: data },
    ],
    seconds,
  )
  return { file: `${PACKAGE}_${version}_${target.arch}.deb`, content }
}

function entries(parts: Parts): Entry[] {
  const link = `../lib/${PACKAGE}/${parts.target.program}`
  const desktop = `usr/share/applications/${PACKAGE}.desktop`
  const icon = `usr/share/icons/hicolor/scalable/apps/${PACKAGE}.svg`
  return [
    ...under(HOME, programEntries(parts, 'deb')),
    ...under(`usr/share/doc/${PACKAGE}`, parts.papers),
    { path: 'usr/bin/content', mode: 0o777, content: '', link },
    { path: desktop, mode: 0o644, content: desktopEntry('/usr/bin/content') },
    { path: icon, mode: 0o644, content: parts.icon },
  ]
}

function controlText({ version, target }: Parts, files: readonly Entry[]): string {
  const sizeKb = Math.ceil(files.reduce((sum, it) => sum + bytesOf(it).length, 0) / 1024)
  // Bun needs glibc of 2017 at least; the keychain is spoken to through libsecret where it is.
  return `Package: ${PACKAGE}
Version: ${version}
Architecture: ${target.arch}
Maintainer: Content Creation <agent@content-creation.invalid>
Installed-Size: ${sizeKb}
Depends: libc6 (>= 2.27)
Recommends: ffmpeg (>= 7:${LEAST_FFMPEG}), libsecret-1-0
Section: video
Priority: optional
Description: ${SUMMARY}
 Watches a folder, prepares each video for each platform and uploads it
 straight from this disk: once, whatever dies meanwhile.
`
}

function sums(files: readonly Entry[]): string {
  const hash = (it: Entry) => new Bun.CryptoHasher('md5').update(bytesOf(it)).digest('hex')
  const lines = files.filter(it => it.link === undefined).map(it => `${hash(it)}  ${it.path}\n`)
  return lines.join('')
}
