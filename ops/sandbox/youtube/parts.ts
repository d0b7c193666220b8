import type { Context } from 'hono'
import type { SandboxEnv } from '../kit/kit.ts'
import { missingParameter, YouTubeError } from './errors.ts'

type C = Context<SandboxEnv>

/** A list, with commas or by naming the parameter again: Google takes both, also mixed. */
export function listOf(c: C, name: string): string[] {
  return (c.req.queries(name) ?? []).flatMap(it => it.split(',')).filter(Boolean)
}

export const VIDEO_PART_NAMES = [
  ...['contentDetails', 'fileDetails', 'id', 'liveStreamingDetails', 'localizations'],
  ...['paidProductPlacementDetails', 'player', 'processingDetails', 'recordingDetails'],
  ...['snippet', 'statistics', 'status', 'suggestions', 'topicDetails'],
]

export const CHANNEL_PART_NAMES = [
  ...['auditDetails', 'brandingSettings', 'contentDetails', 'contentOwnerDetails', 'id'],
  ...['localizations', 'snippet', 'statistics', 'status', 'topicDetails'],
]

/** The parts asked for; one that the method does not have fails the call. */
export function askedParts(c: C, known: readonly string[]): string[] {
  const parts = listOf(c, 'part')
  if (parts.length === 0) throw missingParameter('part')
  const unknown = parts.find(part => !known.includes(part))
  if (!unknown) return parts
  throw new YouTubeError(400, 'unknownPart', { message: `'${unknown}'`, domain: 'youtube.part' })
}
