import type { Deps } from '../../context.ts'
import { toProblem } from '../../lib/fault.ts'
import { appRouter } from '../../router.ts'
import { createCallerFactory, faultOf } from '../../trpc.ts'
import type { RequestFacts } from '../request-context.ts'
import { requestContext } from '../request-context.ts'

const createCaller = createCallerFactory(appRouter)

/**
 * The page behind "No more of these" (RFC 8058). Looking changes nothing, because scanners look at
 * every link in a mail; the button, and a mail program's own one click, post to the same address.
 */
export async function unsubscribe(deps: Deps, facts: RequestFacts): Promise<Response> {
  const { headers, requestId, request } = facts
  headers.set('Content-Type', 'text/html; charset=utf-8')
  headers.set('Cache-Control', 'no-store')
  headers.set('Referrer-Policy', 'no-referrer')
  if (request.method !== 'POST') return page(ASK, { headers, status: 200 })
  try {
    const ctx = await requestContext(deps, facts)
    const token = new URL(request.url).searchParams.get('token') ?? ''
    await createCaller(ctx).mail.unsubscribe({ token })
    return page(DONE, { headers, status: 200 })
  } catch (error) {
    const fault = faultOf(error)
    if (fault.code === 'internal') deps.log.error('an unsubscription failed', { requestId, error })
    const { title, detail, status } = toProblem(fault)
    return page(failed(detail ?? title), { headers, status })
  }
}

interface Words {
  title: string
  text: string
  button?: string
}

const ASK = {
  title: 'No more of these mails?',
  text: 'You can have them again at any time, in your settings.',
  button: 'No more of these',
}
const DONE = {
  title: 'Done',
  text: 'You get no more of these mails. You can have them again in your settings.',
}
const failed = (text: string): Words => ({ title: 'That did not work', text })

/** None of these words is anybody else's, so nothing needs escaping. */
function page(words: Words, init: ResponseInit): Response {
  const { title, text, button } = words
  const form = button ? `<form method="post"><button>${button}</button></form>` : ''
  const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<link rel="icon" href="/icon.svg">
<title>${title}</title>
<style>:root{color-scheme:light dark}body{font:1.05rem/1.6 system-ui,sans-serif;max-width:34rem;
margin:12vh auto;padding:0 1.25rem}button{font:inherit;padding:.6rem 1.2rem;border:0;
border-radius:8px;background:#0f766e;color:#fff;cursor:pointer}</style>
<h1>${title}</h1>
<p>${text}</p>
${form}
</html>
`
  return new Response(html, init)
}
