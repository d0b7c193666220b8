import type { Context } from '../context.ts'
import { Fault } from '../lib/fault.ts'
import { hookUrl } from '../lib/hook-url.ts'

/** An address as it is kept, when it is one that we call at all. */
export function checkedUrl({ hooks }: Pick<Context, 'hooks'>, text: string): string {
  const read = hookUrl(text, hooks)
  if ('url' in read) return read.url.href
  throw new Fault('invalid', read.wrong, { fields: { url: read.wrong } })
}
