import { definitionOf, PLATFORM_NAMES, PLATFORMS, type Platform } from '../../api/contract/index.ts'

type Env = Record<string, string | undefined>

/** Platforms for which the environment names our own app: nothing may stand in for them. */
export const realPlatforms = (env: Env): Platform[] =>
  PLATFORMS.filter(platform => {
    const { id, secret } = definitionOf(platform).app
    return Boolean(env[id] && env[secret])
  })

/** One line a platform: who is spoken to there, and what is left for a person to do. */
export function platformLines(env: Env, origins: Record<string, string>): string[] {
  const real = realPlatforms(env)
  return PLATFORMS.map(platform => {
    const name = PLATFORM_NAMES[platform].padEnd(12)
    if (!real.includes(platform)) return `${name}sandbox   ${origins[platform] ?? ''}`
    const { id } = definitionOf(platform).app
    return `${name}real      through the app in ${id}; connect your channel in the dashboard`
  })
}
