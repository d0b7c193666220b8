import { factsOf } from '@content/api/contract'
import { wordsIn } from '../../words/locale.ts'

const SCOPES: Readonly<Record<string, string>> = {
  ...factsOf('youtube').scopes,
  'https://www.googleapis.com/auth/youtube.force-ssl': 'add captions',
}

const en = {
  ask: 'Ask me each time',
  public: 'Publish by itself, public',
  unlisted: 'Publish by itself, unlisted',
  private: 'Publish by itself, private',
  kids: 'Made for kids',
  kidsWhy: 'YouTube has to be told so, by law',
  scopes: SCOPES,
}

const de: typeof en = {
  ask: 'Jedes Mal fragen',
  public: 'Von selbst veröffentlichen, öffentlich',
  unlisted: 'Von selbst veröffentlichen, nicht gelistet',
  private: 'Von selbst veröffentlichen, privat',
  kids: 'Für Kinder gemacht',
  kidsWhy: 'YouTube muss das von Gesetzes wegen wissen',
  scopes: {
    'https://www.googleapis.com/auth/youtube.upload': 'Videos hochladen',
    'https://www.googleapis.com/auth/youtube.readonly': 'Ihren Kanal und seine Zahlen sehen',
    'https://www.googleapis.com/auth/youtube.force-ssl': 'Untertitel hinzufügen',
  },
}

export const words = wordsIn({ en, de })
