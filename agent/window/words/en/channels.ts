export const en = {
  channels: {
    none: 'No channel is connected yet.',
    connect: 'Connect channels in the browser',
    connectMore: 'Connect more in the browser',
    title: 'Where this computer publishes',
    why: 'Channels and their rules belong to your workspace; they are changed in the browser.',
    manage: 'Open in the browser',
    off: 'switched off on this computer',
    live: 'connected',
    lost: 'access was lost',
    rules: {
      review: 'asks you first',
      automatic: 'publishes by itself',
      inbox: 'sends a draft',
    } as Record<string, string>,
  },
}
