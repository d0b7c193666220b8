/** A program so small that a test may start it often; it begins and ends as the real one does. */
import { handOver } from '../../src/lib/output-of.ts'
import { atStart } from '../../src/update/at-start.ts'
import { realFiles } from '../../src/update/files.ts'

const [program = '', version = '', how = '', ...args] = process.argv.slice(2)
const say = () => {
  if (how !== 'silent') console.log(version)
}
if (args[0] === '--version') say()
else {
  const begun = atStart({ program, isWindows: false, files: realFiles }, version)
  if (begun.hasGoneBack) process.exit(await handOver([program, ...args]))
  say()
  if (how === 'crashes') process.exit(70)
  if (how === 'idles') begun.wasNoTrial()
  else begun.works()
}
