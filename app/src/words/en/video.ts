interface Peers {
  /** The channel. */
  at: string
  views: string
  median: string
  ageDays: number
  of: number
}

export const en = {
  loading: 'Loading the video',
  back: 'All videos',
  facts: 'The file',
  frames: (count: number) =>
    count === 1 ? 'A picture of the video' : `${count} pictures of the video`,
  on: (device: string, isOnline: boolean) =>
    isOnline ? `On ${device}, which is listening` : `On ${device}, which is offline`,
  gone: 'The computer it came from was removed.',
  channels: 'Where it goes',
  nowhere: 'Not sent anywhere yet.',
  open: (platform: string) => `Open on ${platform}`,
  sent: (percent: number, platform: string) => `${percent} % sent to ${platform}`,
  retry: 'Send it again',
  retryOn: (platform: string) => `to ${platform}`,
  posted: 'Words as posted',
  toPost: 'Words',
  noWords: 'They cannot be read any more.',
  tags: 'Tags',
  steps: 'What happened',
  seen: 'Somebody looked and said so.',
  toldBy: (device: string) => `Told by ${device}`,
  took: (time: string) => `for ${time}`,
  file: 'What was changed in the file',
  kinds: {
    untouched: 'Nothing. The file went there as it was.',
    blank: 'Only the place where it was recorded was taken out.',
    remux: 'The same pictures and sound in another file.',
    audio: 'New sound; the pictures are the same.',
    encode: 'Pictures and sound were encoded anew.',
  },
  sizeNow: (size: string) => `${size} were sent.`,
  figures: 'Figures over time',
  figuresAbout: 'As each platform counts them, on the last day that it told of.',
  noFigures: 'No platform told figures yet.',
  chartOf: (metric: string) => `${metric} of this video, by day`,
  metric: 'Figure',
  metrics: { views: 'Views', likes: 'Likes', comments: 'Comments', shares: 'Shares' },
  day: 'Day',
  notTold: '–',
  table: 'The same as a table',
  peers: ({ at, views, median, ageDays, of }: Peers) =>
    `${at}: ${views} views after ${ageDays === 1 ? 'a day' : `${ageDays} days`}. ` +
    `The middle of ${of} of your videos at that age is ${median}.`,
  waiting: 'Waits on a computer',
  review: 'Review it',
  setTime: 'Schedule',
  cover: 'Picture at second',
  setCover: 'Use as cover',
  usualCover: 'The usual picture',
}
