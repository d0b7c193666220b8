import { randomBytes } from 'node:crypto'
import type { Context } from '../../context.ts'
import { newId, sha256Hex } from '../../lib/id.ts'
import { browserCookie } from '../sessions.ts'
import { insertBrowser, isKnownBrowser } from './browser.queries.ts'

type Needs = Pick<Context, 'db' | 'now' | 'config' | 'browserId' | 'setHeader'>

/** The hash of this browser's mark, when this person signed in with it before. */
export async function knownBrowser(ctx: Needs, personId: string | null): Promise<string | null> {
  if (ctx.browserId === null) return null
  const browserHash = sha256Hex(ctx.browserId)
  // Asked for nobody too, so that an unknown address takes as long.
  const isKnown = await isKnownBrowser(ctx.db, { personId: personId ?? newId(), browserHash })
  return isKnown ? browserHash : null
}

/**
 * Makes this browser known to a person who has just proven who they are. A mark that is not theirs
 * is replaced, for somebody else may have planted it.
 */
export async function rememberBrowser(ctx: Needs, personId: string): Promise<{ isNew: boolean }> {
  const known = await knownBrowser(ctx, personId)
  const browserId =
    known !== null && ctx.browserId !== null ? ctx.browserId : randomBytes(32).toString('base64url')
  await insertBrowser(ctx.db, { personId, browserHash: sha256Hex(browserId) }, ctx.now())
  ctx.setHeader('Set-Cookie', browserCookie(ctx.config, browserId))
  return { isNew: known === null }
}
