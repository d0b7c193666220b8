import { fillForm } from '../../../tests/main-path.ts'
import type { Film } from '../film.ts'
import { bring, open } from '../steps.ts'

const CLIP = 'Sourdough day one'
const CAPTION = 'Day one of seven. Flour, water, patience. #sourdough'

export const review: Film = {
  slug: 'review',
  title: { en: 'Review on the web', de: 'Freigabe im Browser' },
  poster: 2,
  shows: [
    ...['app/src/pages/home', 'app/src/pages/review', 'app/src/pages/video'],
    ...['app/src/platforms/tiktok', 'app/src/ui/shell', 'agent/window/platforms/tiktok'],
  ],
  captions: [
    {
      seconds: 5,
      en: 'TikTok wants your choice for each video. Until then nothing of it is sent.',
      de: 'TikTok verlangt für jedes Video Ihre Wahl. Bis dahin wird nichts davon gesendet.',
    },
    {
      seconds: 5,
      en: 'Pictures, words and choices stand on one page.',
      de: 'Bilder, Text und Auswahl stehen auf einer Seite.',
    },
    {
      seconds: 7,
      en: 'The words are a draft. Yours go out exactly as you write them.',
      de: 'Der Text ist ein Entwurf. Ihrer geht genau so hinaus, wie Sie ihn schreiben.',
    },
    {
      seconds: 6,
      en: 'Who can see it has no default. You agree to the music terms yourself.',
      de: 'Wer es sieht, ist nicht vorgewählt. Den Musikbedingungen stimmen Sie selbst zu.',
    },
    {
      seconds: 5,
      en: 'Your yes travels to the computer on which the video lies.',
      de: 'Ihr Ja geht an den Computer, auf dem das Video liegt.',
    },
    {
      seconds: 6,
      en: 'From there it is published, with your words.',
      de: 'Von dort wird es veröffentlicht, mit Ihrem Text.',
    },
  ],
  async *play({ scene, stage, clip, newcomer }) {
    const { page, hand } = stage
    const creator = await newcomer()
    await scene.world.connect('tiktok', creator)
    const studio = scene.world.agent({ apiKey: creator.apiKey })
    bring(clip(CLIP), studio, 'watch')
    const watching = studio.start('watch', '--quiet', '0.2')
    const waits = page.getByRole('link', { name: new RegExp(`^Review.*${CLIP}`) })
    await waits.waitFor()
    await stage.look('dashboard')
    yield
    await waits.hover()
    yield
    await hand.press(waits)
    await page.getByLabel('Caption').waitFor()
    yield
    await hand.write(page.getByLabel('Caption'), CAPTION)
    yield
    await fillForm(hand)
    yield
    await hand.press(page.getByRole('button', { name: 'Approve' }))
    await page.getByText('Nothing waits for you').waitFor()
    yield
    await open(stage, CLIP)
    await page.locator('h3 + p:text-is("Published")').waitFor()
    yield
    await watching.stop()
  },
}
