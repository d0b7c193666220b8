import { bucketOf, isSending } from './buckets.ts'
import { listed } from './told.ts'

/** How many videos are being sent at this moment. */
export const sending = () => listed().filter(isSending).length

/** How many videos need somebody. */
export const needing = () => listed().filter(it => bucketOf(it) === 'needsMe').length
