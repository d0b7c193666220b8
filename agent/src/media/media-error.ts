export type MediaFault =
  | 'tools'
  | 'ffmpeg'
  | 'timeout'
  | 'stopped'
  | 'disk_full'
  | 'unusable_result'

/** A failure in the media room: one sentence for the creator, and who can do something about it. */
export class MediaError extends Error {
  constructor(
    readonly fault: MediaFault,
    sentence: string,
    readonly log = '',
  ) {
    super(sentence)
    this.name = 'MediaError'
  }

  get fixedBy(): 'you' | 'us' {
    return this.fault === 'disk_full' || this.fault === 'tools' ? 'you' : 'us'
  }
}
