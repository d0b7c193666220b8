/** `bun agent/sign-pins.ts KEY PINS`: signs a pin update with an Ed25519 key (PEM). */
import { signPins } from './src/lib/signed-pins.ts'

const [keyPath = '', pinsPath = ''] = process.argv.slice(2)
const key = await Bun.file(keyPath).text()
console.log(signPins(await Bun.file(pinsPath).json(), key))
