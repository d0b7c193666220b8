import { z } from 'zod'
import { definitionOf, PLATFORMS, type Platform, traitsOf } from '../contract/index.ts'

/** The settings of every platform, by the names that its definition gives them. */

export type PlatformConfig =
  | { kind: 'real'; clientId: string; clientSecret: string }
  | { kind: 'sandbox'; origin: string; clientId: string; clientSecret: string }
  | { kind: 'off' }

const Text = z.string().optional()
export const APP_SETTINGS: Record<string, typeof Text> = Object.fromEntries(
  PLATFORMS.map(it => definitionOf(it).app).flatMap(({ id, secret }) => [
    [id, Text],
    [secret, Text],
  ]),
)

const Slots = (usual: number) =>
  z.string().regex(/^\d+$/).transform(Number).pipe(z.number().max(1_000_000)).default(usual)
export const SLOT_SETTINGS: Record<string, ReturnType<typeof Slots>> = Object.fromEntries(
  PLATFORMS.flatMap(it => traitsOf(it).dailySlots ?? []).map(({ setting, usual }) => [
    setting,
    Slots(usual),
  ]),
)

/** How many videos a day a platform lets our project begin, where it counts them. */
export function dailySlotsOf(env: Record<string, unknown>): Partial<Record<Platform, number>> {
  const counted = PLATFORMS.flatMap(platform => {
    const slots = traitsOf(platform).dailySlots
    return slots ? [[platform, z.number().parse(env[slots.setting])] as const] : []
  })
  return Object.fromEntries(counted)
}

interface Chosen extends Record<string, unknown> {
  PLATFORMS: readonly Platform[]
  SANDBOX_ORIGINS: ReadonlyMap<string, string>
}

/** A stand-in where one is named, our app there when both halves are set, else nothing. */
export function platformOf(env: Chosen, platform: Platform): PlatformConfig {
  if (!env.PLATFORMS.includes(platform)) return { kind: 'off' }
  const { app } = definitionOf(platform)
  const clientId = Text.parse(env[app.id])
  const clientSecret = Text.parse(env[app.secret])
  const origin = env.SANDBOX_ORIGINS.get(platform)
  if (origin !== undefined) {
    const stand = { clientId: 'sandbox-client', clientSecret: 'sandbox-secret' }
    return {
      kind: 'sandbox',
      origin,
      ...(clientId && clientSecret ? { clientId, clientSecret } : stand),
    }
  }
  return clientId && clientSecret ? { kind: 'real', clientId, clientSecret } : { kind: 'off' }
}
