import type { Actor } from '../../context.ts'
import type { Access } from '../../trpc.ts'

/** Every way to show who one is; a cookie's name depends on how people reach us. */
export const securitySchemes = (cookie: string) =>
  ({
    token: {
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'JWT',
      description: 'The `token` that signing in or up answers with. It ends after 15 minutes.',
    },
    deviceKey: {
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'cc_…',
      description: 'The `apiKey` of a device, or a key that was made under Developer.',
    },
    apiKey: {
      type: 'apiKey',
      in: 'header',
      name: 'X-API-Key',
      description: 'The same keys, for programs that cannot set Authorization.',
    },
    session: {
      type: 'apiKey',
      in: 'cookie',
      name: cookie,
      description: "A signed-in browser's cookie; it counts for our own pages only.",
    },
  }) as const

type SchemeName = keyof ReturnType<typeof securitySchemes>
const SHOWN_AS: Record<Actor['kind'], readonly SchemeName[]> = {
  jwt: ['token'],
  key: ['deviceKey', 'apiKey'],
  session: ['session'],
}

/** The credentials that a call takes, each enough by itself; none for one that is open. */
export function securityOf(access: Access | undefined): Record<string, string[]>[] {
  if (access === undefined || access === 'open') return []
  return access.kinds.flatMap(kind => SHOWN_AS[kind]).map(name => ({ [name]: [] }))
}

/** What else the caller needs, as a sentence. */
export function needsOf(access: Access | undefined): string {
  if (access === undefined || access === 'open') return 'Open to everyone.'
  const { role, scope } = access
  const roles = `Needs the role \`${role}\` or a higher one.`
  return scope === null ? roles : `${roles} A key also needs the scope \`${scope}\`.`
}
