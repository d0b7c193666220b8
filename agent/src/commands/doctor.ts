import { EXIT, type ExitCode, type Output } from '../lib/refusal.ts'
import { withCore } from './context.ts'
import { channelFindings } from './doctor/channels.ts'
import { diskFindings } from './doctor/disk.ts'
import { worstOf } from './doctor/finding.ts'
import { machineFindings } from './doctor/machine.ts'
import { serverFindings } from './doctor/server.ts'

/** `content doctor`: looks at everything that has to be right, and says what is not. */
export function doctor(out: Output): Promise<ExitCode> {
  return withCore(async core => {
    const groups = await Promise.all([
      diskFindings(core.config),
      machineFindings(core),
      serverFindings(core),
      channelFindings(core),
    ])
    const findings = groups.flat()
    for (const { isFine, what, says, toDo } of findings) {
      out.say(`${isFine ? 'ok ' : '!! '} ${what}: ${says}`)
      if (toDo) out.say(`    > ${toDo}`)
    }
    const exitCode = worstOf(findings)
    const count = findings.filter(it => !it.isFine).length
    out.say(
      count === 0 ? 'Everything is as it should be.' : `${count} of ${findings.length} wrong.`,
    )
    out.json({ findings, exitCode })
    return count === 0 ? EXIT.ok : exitCode
  })
}
