import { factsOf } from '@content/api/contract'
import { wordsIn } from '../../words/locale.ts'

const en = {
  ask: 'Ask me each time',
  everybody: 'Publish by itself, for everybody',
  connections: 'Publish by itself, for my connections',
  scopes: factsOf('linkedin').scopes,
}

const de: typeof en = {
  ask: 'Jedes Mal fragen',
  everybody: 'Von selbst veröffentlichen, für alle',
  connections: 'Von selbst veröffentlichen, für meine Kontakte',
  scopes: {
    openid: 'wissen, welches Mitglied von LinkedIn Sie sind',
    profile: 'Ihren Namen sehen',
    w_member_social: 'Beiträge veröffentlichen',
  },
}

export const words = wordsIn({ en, de })
