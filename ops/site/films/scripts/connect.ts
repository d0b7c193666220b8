import { connect } from '../../../tests/main-path.ts'
import type { Film } from '../film.ts'
import { rule } from '../steps.ts'

export const connectChannel: Film = {
  slug: 'connect',
  title: { en: 'Connecting a channel', de: 'Einen Kanal verbinden' },
  poster: 2,
  shows: ['app/src/pages/connections', 'app/src/ui/shell'],
  captions: [
    {
      seconds: 5,
      en: 'Every platform has a card here.',
      de: 'Hier hat jede Plattform ihre Karte.',
    },
    {
      seconds: 7,
      en: 'You sign in at Instagram itself. We never see your password.',
      de: 'Sie melden sich bei Instagram selbst an. Ihr Passwort sehen wir nie.',
    },
    {
      seconds: 6,
      en: 'A rule says whether videos go out by themselves, or wait for you.',
      de: 'Eine Regel sagt, ob Videos von selbst hinausgehen oder auf Sie warten.',
    },
    {
      seconds: 7,
      en: 'More channels are connected the same way.',
      de: 'Weitere Kanäle verbinden Sie genauso.',
    },
    {
      seconds: 7,
      en: 'Disconnect takes the access back, after a second question.',
      de: 'Trennen nimmt den Zugang zurück, nach einer zweiten Frage.',
    },
  ],
  async *play({ stage, newcomer }) {
    const { page, hand } = stage
    await newcomer()
    await hand.goTo('Connections')
    await stage.look('dashboard')
    yield
    await page.getByRole('button', { name: 'Connect Instagram' }).hover()
    yield
    await connect(hand, 'Instagram')
    yield
    await rule(stage, 'Instagram ·', 'Publish by itself, also in the feed')
    yield
    await connect(hand, 'TikTok')
    yield
    await hand.press(page.getByRole('button', { name: /^Disconnect / }).first())
    await page.getByRole('dialog').waitFor()
    yield
  },
}
