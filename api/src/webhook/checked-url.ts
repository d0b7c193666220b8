import type { Context } from '../context.ts'
import { Fault } from '../lib/fault.ts'
import { hookUrl } from '../lib/hook-url.ts'

/** An address as it is kept, when it is one that we call at all. */
export function checkedUrl({ post }: Pick<Context, 'post'>, text: string): string {
  const read = hookUrl(text, post.hooks)
  if ('url' in read) return read.url.href
  throw new Fault('invalid', read.wrong, { fields: { url: read.wrong } })
}
