import type { en } from '../en/channels.ts'

export const de: typeof en = {
  channels: {
    none: 'Noch ist kein Kanal verbunden.',
    connect: 'Kanäle im Browser verbinden',
    connectMore: 'Weitere im Browser verbinden',
    title: 'Wo dieser Computer veröffentlicht',
    why: 'Kanäle und ihre Regeln gehören zu Ihrem Arbeitsbereich; Sie ändern sie im Browser.',
    manage: 'Im Browser öffnen',
    off: 'auf diesem Computer ausgeschaltet',
    live: 'verbunden',
    lost: 'Zugang verloren',
    rules: {
      review: 'fragt Sie zuerst',
      automatic: 'veröffentlicht von selbst',
      inbox: 'sendet einen Entwurf',
    },
  },
}
