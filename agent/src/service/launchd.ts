import { join } from 'node:path'
import { asXml } from './as-xml.ts'
import type { ServiceContext, ServiceKind } from './kind.ts'

const LABEL = 'app.contentcreation.agent.watch'

export function launchdService(context: ServiceContext): ServiceKind {
  const { userHome, command, environment, userId } = context
  const path = join(userHome, 'Library/LaunchAgents', `${LABEL}.plist`)
  const domain = `gui/${userId}`
  const start = ['launchctl', 'bootstrap', domain, path]
  const stop = ['launchctl', 'bootout', `${domain}/${LABEL}`]
  return {
    ...{ name: 'launchd agent', path, content: plist(command, environment) },
    // What is loaded already is loaded anew, so that it takes over what was changed.
    enable: [['sh', '-c', `${stop.join(' ')} 2>/dev/null; exit 0`], start],
    disable: [stop],
    ...{ start, stop, running: ['launchctl', 'print', `${domain}/${LABEL}`] },
    hint: 'launchd takes it at the next login.',
  }
}

const text = (word: string) => `<string>${asXml(word)}</string>`

const plist = (command: readonly string[], environment: Readonly<Record<string, string>>) =>
  `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN"
  "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>Label</key>${text(LABEL)}
  <key>ProgramArguments</key>
  <array>${command.map(text).join('')}</array>
  <key>EnvironmentVariables</key>
  <dict>${Object.entries(environment)
    .map(([name, value]) => `<key>${name}</key>${text(value)}`)
    .join('')}</dict>
  <key>RunAtLoad</key><true/>
  <key>KeepAlive</key><dict><key>SuccessfulExit</key><false/></dict>
  <key>ThrottleInterval</key><integer>30</integer>
  <key>ProcessType</key><string>Background</string>
</dict>
</plist>
`
