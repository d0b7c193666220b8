/** How many of something: `count(2, 'video')`. */
const count = (number: number, one: string) => `${number} ${one}${number === 1 ? '' : 's'}`

export const en = {
  name: 'Content Creation',
  tabs: {
    videos: 'Videos',
    channels: 'Channels',
    activity: 'Activity',
    settings: 'Settings',
    health: 'Health',
  },
  parts: 'Parts of this window',
  entering: 'One moment …',
  locked: {
    title: 'This window is not let in',
    why: 'The agent was started anew, or this address was opened before. Each one works once.',
    how: 'Open the window again from the agent’s icon, or type:',
  },
  away: {
    title: 'The agent is not running',
    why: 'Nothing is lost: what was on its way goes on as soon as the agent is started again.',
    how: 'This page comes back by itself when the agent answers. After a new start, open the window again from the agent’s icon, or type:',
  },
  broken: { title: 'This could not be shown.', again: 'Try again' },
  silent: 'The agent does not answer.',
  help: 'What helps',
  offline: {
    title: 'Your server cannot be reached',
    why: 'What waits for it goes on by itself. It is asked again every few seconds.',
    retry: 'Ask now',
  },
  head: {
    working: 'At work',
    idle: 'Watching your folder',
    paused: 'Paused: nothing is sent or published',
    pausedUntil: (time: string) => `Paused until ${time}`,
    pause: 'Pause',
    pauseFor: 'Pause for how long?',
    pauses: { hour: 'For an hour', tomorrow: 'Until tomorrow, 8:00', always: 'Until I resume it' },
    resume: 'Resume',
    quota: (used: number, limit: number) => `${used} of ${limit} uploads this month`,
    noLimit: (used: number) => `${count(used, 'upload')} this month`,
    nearly: (left: number) => `Only ${count(left, 'upload')} left this month.`,
    usedUp: 'The uploads of this month are used up.',
    resets: (time: string) => `New ones from ${time} on.`,
    upgrade: 'See larger plans',
    help: 'Keys',
  },
  keys: {
    title: 'Keys',
    close: 'Close',
    list: {
      '1 … 5': 'the parts of this window',
      '/': 'search videos',
      'j, k': 'next and previous video',
      o: 'open or close a video',
      p: 'pause or resume everything',
      u: 'choose a video file',
      '?': 'this list',
      Esc: 'close what is open',
    } as Record<string, string>,
  },
}
