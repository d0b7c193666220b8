/** A browser as far as accounts are concerned: it keeps cookies and calls from our own page. */
import { LoggedIn } from '../contract/index.ts'
import type { Answer, TestApi } from './harness.ts'
import { someAddress } from './harness.ts'

export interface Browser {
  cookies: Map<string, string>
  /** Calls a procedure as the dashboard would. */
  call(path: string, input?: unknown): Promise<Answer>
  query(path: string): Promise<Answer>
  login(json: { email: string; password: string; secondFactor?: string }): Promise<Answer>
}

interface Facts {
  address?: string
  userAgent?: string
}

export function browserAt(
  api: TestApi,
  { address = someAddress(), userAgent }: Facts = {},
): Browser {
  const cookies = new Map<string, string>()
  const send = async (path: string, json?: unknown) => {
    const Cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = {
      'X-Forwarded-For': address,
      'Sec-Fetch-Site': 'same-origin',
      ...(Cookie && { Cookie }),
      ...(userAgent && { 'User-Agent': userAgent }),
    }
    const answer = await api.rest(path, { headers, ...(json !== undefined && { json }) })
    for (const line of answer.headers.getSetCookie()) keep(cookies, line)
    return answer
  }
  return {
    cookies,
    call: (path, input = {}) => send(`/trpc/${path}`, input),
    query: path => send(`/trpc/${path}`),
    login: json => send('/api/v1/auth/login', json),
  }
}

function keep(cookies: Map<string, string>, line: string): void {
  const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
  if (/Max-Age=0/.test(line)) cookies.delete(name)
  else cookies.set(name, value)
}

/** What a procedure answered. */
export function dataOf(answer: Answer): unknown {
  const body = answer.body as { result?: { data: unknown } }
  if (!body.result) throw new Error(`refused: ${JSON.stringify(answer.body)}`)
  return body.result.data
}

/** The code it was refused with, or its status when it was not. */
export function codeOf({ status, body }: Answer): string {
  const problem = body as { code?: string; error?: { data: { problem: { code: string } } } }
  return problem.error?.data.problem.code ?? problem.code ?? String(status)
}

/** The token that a sign-in answered with. */
export const tokenOf = ({ body }: Answer): string => LoggedIn.parse(body).token
