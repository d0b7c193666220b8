import type { Entry } from '../archives/entry.ts'
import { zip } from '../archives/zip.ts'
import { type Layout, type Parts, programEntries, under } from './parts.ts'

/**
 * What the PATH and the task name. While an update is taken there is a moment without the program,
 * because Windows does not replace one that runs: a computer that was switched off in it gets the
 * one of before back here.
 */
const LAUNCHER = [
  '@echo off',
  'if not exist "%~dp0content.exe" if exist "%~dp0content.old.exe" (',
  '  ren "%~dp0content.old.exe" content.exe',
  ')',
  '"%~dp0content.exe" %*',
  '',
].join('\r\n')

/** A folder that can lie anywhere the person may write. */
export function windowsFolder(parts: Parts): Layout {
  const name = `content-${parts.version}-${parts.target.name}`
  const entries: Entry[] = [
    ...programEntries(parts, 'folder'),
    ...parts.papers,
    { path: 'content.cmd', mode: 0o644, content: LAUNCHER },
  ]
  return { file: `${name}.zip`, content: zip(under(name, entries), parts.seconds) }
}
