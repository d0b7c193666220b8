import type { BeginDeviceLogin, DeviceLogin } from '../../../contract/index.ts'
import { DEVICE_LOGIN_SECONDS, POLL_SECONDS } from '../../../contract/index.ts'
import type { Context } from '../../context.ts'
import { Fault } from '../../lib/fault.ts'
import { sha256Hex } from '../../lib/id.ts'
import { deleteEndedLogins, insertLogin } from './login.queries.ts'
import { newDeviceCode, newUserCode, shownCode } from './login.rules.ts'

const TRIES = 3

/** Gives a device the code that a person lets it in by (RFC 8628). */
export async function beginLogin(ctx: Context, input: BeginDeviceLogin): Promise<DeviceLogin> {
  const { db, address } = ctx
  const now = ctx.now()
  await deleteEndedLogins(db, now)
  const expiresAt = new Date(now.getTime() + DEVICE_LOGIN_SECONDS * 1000)
  const login = { deviceName: input.device, address, intervalSeconds: POLL_SECONDS, expiresAt }
  for (let tries = 0; tries < TRIES; tries++) {
    const [deviceCode, userCode] = [newDeviceCode(), newUserCode()]
    const hashes = { deviceCodeHash: sha256Hex(deviceCode), userCodeHash: sha256Hex(userCode) }
    if (await insertLogin(db, { ...login, ...hashes })) return shown(ctx, deviceCode, userCode)
  }
  throw new Fault('unavailable')
}

function shown({ config }: Context, deviceCode: string, userCode: string): DeviceLogin {
  const verificationUri = `${config.publicUrl}/device`
  return {
    deviceCode,
    userCode: shownCode(userCode),
    verificationUri,
    verificationUriComplete: `${verificationUri}#${shownCode(userCode)}`,
    expiresIn: DEVICE_LOGIN_SECONDS,
    interval: POLL_SECONDS,
  }
}
