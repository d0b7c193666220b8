import {
  PLATFORMS,
  type Platform,
  PUBLICATION_STATES,
  type PublicationState,
  VIDEO_SORTS,
  type VideoSort,
} from '@content/api/contract'
import { useSearchParams } from '@solidjs/router'

/** What the address narrows the list to, and in which order. */
export interface Asked {
  search?: string
  platform?: Platform
  state?: PublicationState
  connectionId?: string
  publishedOn?: string
  sort?: VideoSort
}

const NOTHING = { search: '', platform: '', state: '', connectionId: '', publishedOn: '' }

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

const isDay = (text = '') =>
  /^\d{4}-\d\d-\d\d$/.test(text) && new Date(text).toJSON()?.startsWith(text)

/** The list's filters; the address holds them, so that a link or a way back shows the same. */
export function makeAsked() {
  const [params, setParams] = useSearchParams()
  const one = (name: keyof Asked) => {
    const value = params[name]
    return (Array.isArray(value) ? value[0] : value)?.trim() || undefined
  }
  const asked = (): Asked => {
    const search = one('search')?.slice(0, 200)
    const platform = PLATFORMS.find(it => it === one('platform'))
    const state = PUBLICATION_STATES.find(it => it === one('state'))
    const connectionId = ID.test(one('connectionId') ?? '') ? one('connectionId') : undefined
    const publishedOn = isDay(one('publishedOn')) ? one('publishedOn') : undefined
    const sort = VIDEO_SORTS.find(it => it === one('sort') && it !== 'newest')
    return {
      ...(search && { search }),
      ...(platform && { platform }),
      ...(state && { state }),
      ...(connectionId && { connectionId }),
      ...(publishedOn && { publishedOn }),
      ...(sort && { sort }),
    }
  }
  return {
    asked,
    /** Whether it is the list of everything, in whichever order. */
    isAll: () => Object.keys(asked()).every(name => name === 'sort'),
    choose: (change: { [name in keyof Asked]: string }) => setParams(change, { replace: true }),
    clear: () => setParams(NOTHING, { replace: true }),
  }
}

export type AskedState = ReturnType<typeof makeAsked>
