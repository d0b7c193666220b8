import { factsOf } from '@content/api/contract'
import { wordsIn } from '../../words/locale.ts'

const en = {
  ask: 'Ask me each time',
  everywhere: 'Publish by itself, also in the feed',
  tabOnly: 'Publish by itself, Reels tab only',
  scopes: factsOf('instagram').scopes,
}

const de: typeof en = {
  ask: 'Jedes Mal fragen',
  everywhere: 'Von selbst veröffentlichen, auch im Feed',
  tabOnly: 'Von selbst veröffentlichen, nur im Tab „Reels“',
  scopes: {
    instagram_basic: 'Ihr Konto bei Instagram sehen',
    instagram_content_publish: 'Reels veröffentlichen',
    instagram_manage_insights: 'die Zahlen Ihrer Reels lesen',
    pages_show_list: 'sehen, welche Seiten Sie haben',
    pages_read_engagement: 'die Seite lesen, mit der Ihr Konto verknüpft ist',
    business_management: 'Seiten sehen, die zu einem Unternehmen gehören',
  },
}

export const words = wordsIn({ en, de })
