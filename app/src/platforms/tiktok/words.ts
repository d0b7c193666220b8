import { factsOf } from '@content/api/contract'
import { wordsIn } from '../../words/locale.ts'

const en = {
  ask: 'Ask me each time',
  inbox: 'Send drafts to my inbox',
  scopes: factsOf('tiktok').scopes,
}

const de: typeof en = {
  ask: 'Jedes Mal fragen',
  inbox: 'Entwürfe in meinen Posteingang schicken',
  scopes: {
    'user.info.basic': 'Ihren Namen bei TikTok sehen',
    'video.publish': 'Videos veröffentlichen',
    'video.upload': 'Entwürfe in Ihren Posteingang schicken',
    'video.list': 'die Zahlen Ihrer Videos lesen',
  },
}

export const words = wordsIn({ en, de })
