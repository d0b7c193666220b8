import { parseArgs } from 'node:util'
import { startSandboxes } from './index.ts'

const { values } = parseArgs({ options: { data: { type: 'string' } } })
if (!values.data) {
  console.error('usage: bun ops/sandbox/main.ts --data DIR')
  process.exit(2)
}

const sandboxes = await startSandboxes({ dir: values.data })
const stop = async () => {
  await sandboxes.stop()
  process.exit(0)
}
process.once('SIGTERM', stop)
process.once('SIGINT', stop)
// One line, and the only one: whoever started this waits for it.
console.log(JSON.stringify({ origins: sandboxes.origins }))
