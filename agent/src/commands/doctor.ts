import { worstOf } from '../doctor/finding.ts'
import { allFindings } from '../doctor/findings.ts'
import { EXIT, type ExitCode, type Output } from '../lib/refusal.ts'
import { withCore } from './context.ts'

/** `content doctor`: looks at everything that has to be right, and says what is not. */
export function doctor(out: Output): Promise<ExitCode> {
  return withCore(async core => {
    const findings = await allFindings(core)
    for (const { isFine, what, says, toDo } of findings) {
      out.say(`${isFine ? 'ok ' : '!! '} ${what}: ${says}`, isFine ? 'plain' : 'bad')
      if (toDo) out.say(`    > ${toDo}`, 'waits')
    }
    const exitCode = worstOf(findings)
    const count = findings.filter(it => !it.isFine).length
    out.say(closing(count), count === 0 ? 'good' : 'waits')
    out.json({ findings, exitCode })
    return count === 0 ? EXIT.ok : exitCode
  })
}

function closing(count: number): string {
  if (count === 0) return 'Everything is as it should be.'
  return count === 1 ? 'One thing needs you.' : `${count} things need you.`
}
