import { existsSync } from 'node:fs'
import { win32 } from 'node:path'
import { asXml } from './as-xml.ts'
import type { ServiceContext, ServiceKind } from './kind.ts'

const TASK = 'Content Creation agent'
const schtasks = (...words: string[]) => ['schtasks.exe', ...words, '/TN', TASK]

export function taskService({ home, command, environment, userName }: ServiceContext): ServiceKind {
  const path = win32.join(home, 'service.xml')
  const [program = '', ...words] = throughLauncher(command)
  const isSet = Object.keys(environment).length > 0
  // A task has no settings of its own, so those come before the program, through the shell.
  const settings = Object.entries(environment).map(([name, value]) => `set "${name}=${value}"&&`)
  const line = [program, ...words].map(word => `"${word}"`).join(' ')
  const action = isSet
    ? { program: 'cmd.exe', words: `/d /c "${settings.join('')}${line}"` }
    : { program, words: words.map(word => `"${word}"`).join(' ') }
  return {
    ...{ name: 'Windows task', path, content: utf16(taskXml(action, userName)) },
    enable: [schtasks('/Create', '/XML', path, '/F'), schtasks('/Run')],
    disable: [schtasks('/End'), schtasks('/Delete', '/F')],
    start: schtasks('/Run'),
    stop: schtasks('/End'),
    running: ['cmd.exe', '/d', '/c', `schtasks /Query /TN "${TASK}" | findstr /C:Running`],
    hint: 'Open the Task Scheduler and look for "Content Creation agent".',
  }
}

/** The launcher beside the program gets it back where an update was cut off. */
function throughLauncher([program = '', ...words]: readonly string[]): readonly string[] {
  const launcher = program.replace(/\.exe$/i, '.cmd')
  return existsSync(launcher) ? [launcher, ...words] : [program, ...words]
}

/** The form that the Task Scheduler writes itself. */
const utf16 = (text: string) => new Uint8Array(Buffer.from(`\u{feff}${text}`, 'utf16le'))

function taskXml(action: { program: string; words: string }, userName: string): string {
  return `<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo><Description>Publishes the videos in a folder.</Description></RegistrationInfo>
  <Triggers>
    <LogonTrigger><Enabled>true</Enabled><UserId>${asXml(userName)}</UserId></LogonTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <UserId>${asXml(userName)}</UserId>
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <Hidden>true</Hidden>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
    <RestartOnFailure><Interval>PT1M</Interval><Count>255</Count></RestartOnFailure>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>${asXml(action.program)}</Command>
      <Arguments>${asXml(action.words)}</Arguments>
    </Exec>
  </Actions>
</Task>
`
}
