import { join } from 'node:path'

/** Where the prepared files of all videos lie. */
export const renditionsIn = (home: string) => join(home, 'renditions')

/** Where the prepared files of one video lie. */
export const renditionFolder = (home: string, sha256: string) => join(renditionsIn(home), sha256)
