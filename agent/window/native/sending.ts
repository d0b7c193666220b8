import { told } from '../told.ts'

const SENDING = ['reserved', 'uploading', 'confirming']

/** How many videos are being sent at this moment. */
export const sending = () =>
  told.videos.filter(it => it.publications.some(at => SENDING.includes(at.state))).length

/** How many videos need somebody. */
export const needing = () =>
  told.videos.filter(it =>
    it.publications.some(at => at.state === 'awaiting_review' || at.whoCanFix === 'you'),
  ).length
