import { randomUUID } from 'node:crypto'
import { readdir, readFile, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { outputOf } from '../../lib/output-of.ts'

const LEFTOVER = /^\.[0-9a-f-]{36}\.(partial\.mp4|partial\.mp4\.pid|captions\.srt)$/

// What this process is making right now; everything else of that name belongs to a dead one.
const mine = new Set<string>()

/** A name in a folder that nobody takes for a finished file. */
export function partialIn(folder: string, kind: 'partial.mp4' | 'captions.srt'): string {
  const path = join(folder, `.${randomUUID()}.${kind}`)
  mine.add(path)
  return path
}

export async function removePartial(path: string): Promise<void> {
  await rm(path, { force: true })
  mine.delete(path)
}

export const pidFileOf = (partial: string) => `${partial}.pid`

/** Removes what a killed agent left half-made, and ends the ffmpeg that is still at it. */
export async function sweepLeftovers(root: string): Promise<void> {
  const runners = (await deadIn(root)).filter(path => path.endsWith('.pid'))
  await Promise.all(runners.map(endRunner))
  // Looked for anew: one that was only just starting has made its file since.
  await Promise.all((await deadIn(root)).map(path => rm(path, { force: true })))
}

async function deadIn(root: string): Promise<string[]> {
  const names = await readdir(root, { recursive: true }).catch(() => [])
  const left = names.filter(name => LEFTOVER.test(basename(name))).map(name => join(root, name))
  return left.filter(path => !mine.has(path.replace(/\.pid$/, '')))
}

async function endRunner(pidFile: string): Promise<void> {
  const pid = Number(await readFile(pidFile, 'utf8').catch(() => ''))
  if (!Number.isSafeInteger(pid) || pid <= 1) return
  // The number may belong to another program by now; ours names the file it writes.
  const partial = basename(pidFile, '.pid')
  if (!(await commandOf(pid)).includes(join(basename(dirname(pidFile)), partial))) return
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It ended in between.
  }
}

function commandOf(pid: number): Promise<string> {
  const query = `(Get-CimInstance Win32_Process -Filter "ProcessId=${pid}").CommandLine`
  const command =
    process.platform === 'win32'
      ? ['powershell.exe', '-NoProfile', '-Command', query]
      : ['ps', '-ww', '-o', 'args=', '-p', String(pid)]
  return outputOf(command)
}
