import { setTimeout as after } from 'node:timers/promises'
import type { DeviceLogin, Problem } from '@content/api/contract'
import { TRPCClientError } from '@trpc/client'
import type { Config } from '../config.ts'
import { counted } from '../lib/listed.ts'
import { EXIT, type Output, Refusal } from '../lib/refusal.ts'
import { callServer, type Server, serverFor, serverSetback } from '../outside/server.ts'
import { STOPPED } from './ask.ts'
import { openPage } from './open-page.ts'

export interface CodeOptions {
  device: string
  mayOpen: boolean
  signal: AbortSignal
}

/** Shows a code, and waits until a person has let this device in with it; answers with its key. */
export async function keyByCode(
  config: Config,
  out: Output,
  { device, mayOpen, signal }: CodeOptions,
): Promise<string> {
  const server = serverFor(config, null)
  try {
    const login = await callServer(server.device.login.begin.mutate({ device }, { signal }), signal)
    show(out, login)
    if (mayOpen) openPage(login.verificationUriComplete)
    return await poll(server, login, signal)
  } catch (error) {
    throw signal.aborted ? new Refusal(EXIT.cut, STOPPED) : error
  }
}

function show(out: Output, login: DeviceLogin): void {
  const { userCode, verificationUri, verificationUriComplete, expiresIn } = login
  out.say(`Your code: ${userCode}`, 'name')
  out.say(`Open ${verificationUri} in a browser and enter it there.`)
  out.say(`It is good for ${counted(Math.round(expiresIn / 60), 'minute')}. Waiting …`)
  out.json({ userCode, verificationUri, verificationUriComplete, expiresIn })
}

const LONGEST_WAIT_SECONDS = 60

async function poll(server: Server, login: DeviceLogin, signal: AbortSignal): Promise<string> {
  const endsAt = performance.now() + login.expiresIn * 1000
  let waitSeconds = login.interval
  while (performance.now() < endsAt) {
    await after(waitSeconds * 1000, undefined, { signal })
    const answer = await ask(server, login.deviceCode, signal)
    if ('apiKey' in answer) return answer.apiKey
    if (answer.isOver) break
    // Where nothing got through, each try waits longer than the one before (RFC 8628, 3.5).
    waitSeconds = answer.waitSeconds ?? Math.min(waitSeconds * 2, LONGEST_WAIT_SECONDS)
  }
  throw new Refusal(EXIT.needsYou, 'Nobody let this device in in time. Run: content login')
}

type Answer = { apiKey: string } | { isOver: boolean; waitSeconds: number | null }

async function ask(server: Server, deviceCode: string, signal: AbortSignal): Promise<Answer> {
  try {
    return await server.device.login.poll.mutate({ deviceCode }, { signal })
  } catch (error) {
    signal.throwIfAborted()
    const problem = problemIn(error)
    if (problem?.error === 'access_denied') {
      throw new Refusal(EXIT.needsYou, 'This device was turned away in the dashboard.')
    }
    if (problem && !MAY_PASS.has(problem.code)) throw serverSetback(error)
    const waitSeconds = problem?.retryAfterSeconds ?? null
    return { isOver: problem?.error === 'expired_token', waitSeconds }
  }
}

const MAY_PASS = new Set(['device_login', 'rate_limited', 'internal', 'upstream', 'unavailable'])

function problemIn(error: unknown): Problem | null {
  if (!(error instanceof TRPCClientError)) return null
  // Safe: our server puts nothing else there, and whatever stood in between has no `problem`.
  return (error.data as { problem?: Problem } | null)?.problem ?? null
}
