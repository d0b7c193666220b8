import type { Hosts } from '../hosts.ts'
import type { Verbs } from '../platform.ts'
import { begin } from './begin.ts'
import { check } from './check.ts'
import type { TikTokTerms } from './consent.ts'
import { send } from './send.ts'
import { Session, type TikTokSession } from './session.ts'

/** TikTok's Content Posting API: direct posts, and drafts for the inbox. */
export function tiktokVerbs(hosts: Hosts): Verbs<TikTokSession, TikTokTerms> {
  return {
    begin: (job, wire) => begin(hosts, job, wire),
    send: (at, wire, marks) => send(hosts, at, { wire, marks }),
    check: (at, wire) => check(hosts, at, wire),
    finish: async () => ({ kind: 'wait', reason: 'TikTok is processing the video.' }),
    mayBeLive: session => session.mayBeComplete,
    readSession: json => Session.parse(JSON.parse(json)),
  }
}
