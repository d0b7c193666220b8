import { homedir } from 'node:os'
import { posix, win32 } from 'node:path'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Where installers put FFmpeg. What is started at login or by a click does not get the PATH of a
 * terminal, so these are looked into as well.
 */
export function usualPlaces(
  system: NodeJS.Platform,
  env: Environment,
  home = homedir(),
): readonly string[] {
  if (system === 'darwin') return ['/opt/homebrew/bin', '/usr/local/bin', '/opt/local/bin']
  if (system === 'win32') return onWindows(env, home)
  const own = [posix.join(home, '.local/bin'), posix.join(home, 'bin')]
  return ['/usr/local/bin', '/usr/bin', '/snap/bin', '/home/linuxbrew/.linuxbrew/bin', ...own]
}

function onWindows(env: Environment, home: string): string[] {
  const { ProgramData = 'C:\\ProgramData', ProgramFiles = 'C:\\Program Files' } = env
  const { LOCALAPPDATA = win32.join(home, 'AppData', 'Local') } = env
  return [
    win32.join(LOCALAPPDATA, 'Microsoft', 'WinGet', 'Links'),
    win32.join(ProgramData, 'chocolatey', 'bin'),
    win32.join(home, 'scoop', 'shims'),
    win32.join(ProgramFiles, 'ffmpeg', 'bin'),
    'C:\\ffmpeg\\bin',
  ]
}
