import { checkBody } from './discovery.ts'
import { invalid, YouTubeError } from './errors.ts'

export interface VideoResource {
  snippet: {
    title: string
    description: string
    tags: string[]
    categoryId: string
    defaultLanguage?: string
    defaultAudioLanguage?: string
  }
  status: {
    privacyStatus: 'public' | 'unlisted' | 'private'
    publishAt?: string
    license: string
    embeddable: boolean
    publicStatsViewable: boolean
    selfDeclaredMadeForKids: boolean
    containsSyntheticMedia: boolean
  }
}

export const CATEGORIES: Record<string, string> = {
  1: 'Film & Animation',
  2: 'Autos & Vehicles',
  10: 'Music',
  15: 'Pets & Animals',
  17: 'Sports',
  19: 'Travel & Events',
  20: 'Gaming',
  22: 'People & Blogs',
  23: 'Comedy',
  24: 'Entertainment',
  25: 'News & Politics',
  26: 'Howto & Style',
  27: 'Education',
  28: 'Science & Technology',
  29: 'Nonprofits & Activism',
}

type Fields = Record<string, unknown>
const refuse = (reason: string, message: string, location: string) =>
  new YouTubeError(400, reason, { message, location, locationType: 'other' })

/** Reads the body of `videos.insert`; a part that the query does not name is not looked at. */
export function readVideo(body: Fields, parts: string[]): VideoResource {
  checkBody('Video', body)
  const part = (name: string) => (parts.includes(name) ? fieldsOf(body[name], name) : {})
  return { snippet: readSnippet(part('snippet')), status: readStatus(part('status')) }
}

function fieldsOf(value: unknown, name: string): Fields {
  if (value === undefined || value === null) return {}
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw invalid(`Invalid value at 'video.${name}'`)
  }
  return value as Fields
}

function text(fields: Fields, name: string): string | undefined {
  const value = fields[name]
  if (value === undefined || value === null) return undefined
  if (typeof value === 'string') return value
  throw invalid(`Invalid value at 'video.${name}' (TYPE_STRING), ${JSON.stringify(value)}`)
}

function flag(fields: Fields, name: string, fallback: boolean): boolean {
  const value = fields[name]
  if (value === undefined || value === null) return fallback
  if (typeof value === 'boolean') return value
  throw invalid(`Invalid value at 'video.status.${name}' (TYPE_BOOL), ${JSON.stringify(value)}`)
}

function readSnippet(fields: Fields): VideoResource['snippet'] {
  const title = text(fields, 'title') ?? ''
  if (title.trim() === '' || [...title].length > 100 || /[<>]/.test(title)) {
    const message = 'The request metadata specifies an invalid or empty video title.'
    throw refuse('invalidTitle', message, 'body.snippet.title')
  }
  const description = text(fields, 'description') ?? ''
  if (Buffer.byteLength(description) > 5000 || /[<>]/.test(description)) {
    const message = 'The request metadata specifies an invalid video description.'
    throw refuse('invalidDescription', message, 'body.snippet.description')
  }
  const categoryId = text(fields, 'categoryId') ?? '22'
  if (!CATEGORIES[categoryId]) {
    const message = 'The <code>snippet.categoryId</code> property specifies an invalid category ID.'
    throw refuse('invalidCategoryId', message, 'body.snippet.categoryId')
  }
  const languages: { defaultLanguage?: string; defaultAudioLanguage?: string } = {}
  for (const name of ['defaultLanguage', 'defaultAudioLanguage'] as const) {
    const language = text(fields, name)
    if (language !== undefined) languages[name] = language
  }
  return { title, description, tags: readTags(fields.tags), categoryId, ...languages }
}

function readTags(value: unknown): string[] {
  if (value === undefined || value === null) return []
  const isList = Array.isArray(value) && value.every(tag => typeof tag === 'string')
  const tags: string[] = isList ? value : []
  if (!isList || tagsLength(tags) > 500 || tags.some(tag => /[<>]/.test(tag))) {
    const message = 'The request metadata specifies invalid video keywords.'
    throw refuse('invalidTags', message, 'body.snippet.tags')
  }
  return tags
}

/** A tag with a space counts the two quotes it would need, and commas between tags count too. */
export function tagsLength(tags: string[]): number {
  const separators = Math.max(0, tags.length - 1)
  return tags.reduce((sum, tag) => sum + [...tag].length + (tag.includes(' ') ? 2 : 0), separators)
}

function readStatus(fields: Fields): VideoResource['status'] {
  const privacyStatus = text(fields, 'privacyStatus') ?? 'public'
  if (privacyStatus !== 'public' && privacyStatus !== 'unlisted' && privacyStatus !== 'private') {
    throw invalid(`Invalid value at 'video.status.privacy_status' (TYPE_ENUM), "${privacyStatus}"`)
  }
  const license = text(fields, 'license') ?? 'youtube'
  if (license !== 'youtube' && license !== 'creativeCommon') {
    throw invalid(`Invalid value at 'video.status.license' (TYPE_ENUM), "${license}"`)
  }
  const publishAt = text(fields, 'publishAt')
  if (publishAt !== undefined) checkPublishAt(publishAt, privacyStatus)
  return {
    privacyStatus,
    ...(publishAt !== undefined && { publishAt }),
    license,
    embeddable: flag(fields, 'embeddable', true),
    publicStatsViewable: flag(fields, 'publicStatsViewable', true),
    selfDeclaredMadeForKids: flag(fields, 'selfDeclaredMadeForKids', false),
    containsSyntheticMedia: flag(fields, 'containsSyntheticMedia', false),
  }
}

function checkPublishAt(publishAt: string, privacyStatus: string): void {
  const isInstant =
    /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(publishAt) && !Number.isNaN(Date.parse(publishAt))
  if (isInstant && privacyStatus === 'private') return
  const message = 'The request metadata specifies an invalid scheduled publishing time.'
  throw refuse('invalidPublishAt', message, 'body.status.publishAt')
}
