import type { Rival } from './rival.ts'

export const postForMe: Rival = {
  slug: 'post-for-me',
  name: 'Post for Me',
  repository: 'DayMoonDevelopment/post-for-me',
  readOn: '2026-07-30',
  kind: {
    en: 'An API for developers who build publishing into a product of their own.',
    de: 'Eine API für Entwickler, die das Veröffentlichen in ein eigenes Produkt einbauen.',
  },
  cells: {
    start: {
      en: 'A call of the API. No watch folder.',
      de: 'Ein Aufruf der API. Kein überwachter Ordner.',
      source: 'api/src/getting-started.md.ts',
    },
    path: {
      en: 'To their storage, and from there to the platform.',
      de: 'In ihren Speicher und von dort zur Plattform.',
      source: 'api/trigger/ffmpeg-process-video.ts',
    },
    repair: {
      en: 'On the server: left alone if it fits, else one common shape for all.',
      de: 'Auf dem Server: unverändert, wenn es passt, sonst eine gemeinsame Form für alle.',
      source: 'api/trigger/ffmpeg-process-video.ts',
    },
    size: {
      en: 'Above 300 MB it is compressed.',
      de: 'Über 300 MB wird komprimiert.',
      source: 'api/trigger/ffmpeg-process-video.ts',
    },
    analytics: {
      en: 'Per post, over the API.',
      de: 'Je Beitrag, über die API.',
      source: 'api/src/lib/dto/global.dto.ts',
    },
    platforms: { en: '9 networks.', de: '9 Netzwerke.', source: 'https://www.postforme.dev' },
    price: {
      en: '$10 for 1,000 posts a month.',
      de: '10 $ für 1.000 Beiträge im Monat.',
      source: 'https://www.postforme.dev',
    },
  },
  better: {
    en: [
      'For a program that posts a lot it is far cheaper.',
      'Client libraries for TypeScript, Python, Go and Ruby; ours are described by OpenAPI only.',
      'Their machines do the encoding, ours is yours.',
      'Your users connect under your own apps without a desktop agent.',
    ],
    de: [
      'Für ein Programm, das viel veröffentlicht, ist es weit günstiger.',
      'Bibliotheken für TypeScript, Python, Go und Ruby; unsere API ist nur mit OpenAPI beschrieben.',
      'Ihre Rechner kodieren, bei uns ist es Ihrer.',
      'Ihre Nutzer verbinden sich unter Ihren eigenen Apps, ohne Desktop-Agent.',
    ],
  },
}
