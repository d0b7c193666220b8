/** Stripe's stand-in as a process of its own: `bun stripe-process.ts FOLDER`. */
import { startStripe } from '../../ops/sandbox/stripe/stripe.ts'

const [dir = ''] = process.argv.slice(2)
const sandbox = await startStripe({ dir })
process.once('SIGTERM', async () => {
  await sandbox.stop()
  process.exit(0)
})
console.log(sandbox.origin)
