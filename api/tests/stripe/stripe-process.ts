/** Stripe's stand-in as a process of its own: `bun stripe-process.ts FOLDER`. */
import { startStripe } from '../../../ops/sandbox/stripe/stripe.ts'

const [dir = ''] = process.argv.slice(2)
const sandbox = await startStripe({ dir })
const stop = async () => {
  await sandbox.stop()
  process.exit(0)
}
process.once('SIGTERM', stop)
// A test that was killed leaves nothing behind.
process.stdin.once('end', stop).resume()
console.log(sandbox.origin)
