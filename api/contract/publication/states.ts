/** Where a publication can stand. */
export const PUBLICATION_STATES = [
  'reserved',
  'uploading',
  'confirming',
  'published',
  'failed',
  'unknown',
] as const

/** How a list of videos can be ordered. */
export const VIDEO_SORTS = ['newest', 'oldest', 'name'] as const
