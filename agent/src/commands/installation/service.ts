import { EXIT, type ExitCode, type Output, Refusal } from '../../lib/refusal.ts'
import type { ServiceKind } from '../../service/kind.ts'
import { ownService, type Service } from '../../service/service.ts'
import { settings } from '../context.ts'

const NONE = 'This system has no way to keep the agent running that we know of: content watch'

/** `content service install`: the agent runs from login on, without any window. */
export async function installService(out: Output): Promise<ExitCode> {
  const { service, kind } = own()
  const { isNew, trouble } = await service.install(kind)
  out.say(`${isNew ? 'Written' : 'Unchanged'}: ${kind.path} (${kind.name})`)
  if (trouble === null) out.say('The agent runs now, and from each login on.', 'good')
  else {
    out.say(`It is not running yet: ${trouble}`, 'bad')
    out.say(kind.hint, 'waits')
    out.say('Then, by hand:')
    for (const command of kind.enable) out.say(`  ${command.join(' ')}`, 'command')
  }
  out.json({ path: kind.path, isNew, isEnabled: trouble === null, trouble })
  return trouble === null ? EXIT.ok : EXIT.needsYou
}

/** `content service uninstall`: stops it and takes it out. */
export async function uninstallService(out: Output): Promise<ExitCode> {
  const { service, kind } = own()
  const isRemoved = await service.remove()
  out.say(isRemoved ? `Removed ${kind.path}` : 'It is not installed.')
  out.json({ path: kind.path, isRemoved })
  return EXIT.ok
}

/** `content service status`: whether it is installed, and runs. */
export async function serviceStatus(out: Output): Promise<ExitCode> {
  const { service, kind } = own()
  const isInstalled = service.isInstalled()
  const isRunning = await service.isRunning()
  if (!isInstalled) out.say('It is not installed; to do it: content service install')
  else out.say(`${kind.path} (${kind.name}): ${isRunning ? 'running' : 'not running'}`)
  out.json({ path: kind.path, isInstalled, isRunning })
  return isInstalled && !isRunning ? EXIT.failed : EXIT.ok
}

function own(): { service: Service; kind: ServiceKind } {
  const service = ownService(settings().home)
  if (!service.kind) throw new Refusal(EXIT.failed, NONE)
  return { service, kind: service.kind }
}
