import { hostname } from 'node:os'
import { connect, letIn, signUp } from '../../../tests/main-path.ts'
import type { Film } from '../film.ts'
import { bring, DONE, open, rule } from '../steps.ts'

const PERSON = { email: 'mira@example.com', password: 'a long enough password' }
const CLIP = 'Sunrise at the harbour'

export const firstVideo: Film = {
  slug: 'first-video',
  title: { en: 'The first video', de: 'Das erste Video' },
  poster: 7,
  shows: [
    ...['app/src/pages/home', 'app/src/pages/connections', 'app/src/pages/video'],
    ...['app/src/ui/shell', 'agent/src/commands/output'],
  ],
  captions: [
    {
      seconds: 6,
      en: 'An e-mail address and a password, and you are in.',
      de: 'Eine E-Mail-Adresse und ein Passwort, und Sie sind dabei.',
    },
    {
      seconds: 7,
      en: 'Five steps lead to the first video. A link in our mail is one of them.',
      de: 'Fünf Schritte führen zum ersten Video. Ein Link in unserer Mail ist einer davon.',
    },
    {
      seconds: 7,
      en: 'Connect a channel. You say yes at the platform itself.',
      de: 'Verbinden Sie einen Kanal. Ihr Ja geben Sie bei der Plattform selbst.',
    },
    {
      seconds: 5,
      en: 'Say once what happens with its videos.',
      de: 'Legen Sie einmal fest, was mit seinen Videos geschieht.',
    },
    {
      seconds: 6,
      en: 'On your computer, one command shows a code.',
      de: 'Auf Ihrem Computer zeigt ein Befehl einen Code.',
    },
    {
      seconds: 8,
      en: 'Enter it, and the computer is let in.',
      de: 'Geben Sie ihn ein, und der Computer gehört dazu.',
    },
    {
      seconds: 9,
      en: 'Put a video into the folder. It goes from your disk to the platform.',
      de: 'Legen Sie ein Video in den Ordner. Es geht von Ihrer Festplatte zur Plattform.',
    },
    {
      seconds: 6,
      en: 'It is public, and the dashboard knows where.',
      de: 'Es ist öffentlich, und das Dashboard weiß, wo.',
    },
  ],
  async *play({ scene, stage, clip }) {
    const { page, hand, terminal } = stage
    const studio = scene.world.agent({ apiKey: '' })
    bring(clip(CLIP), studio, 'home')
    await page.goto(`${scene.address}/login`)
    await page.getByRole('heading', { name: 'Welcome back' }).waitFor()
    await stage.look('dashboard')
    yield
    await signUp(hand, PERSON)
    yield
    const steps = page.getByRole('heading', { name: 'Five steps to your first video' })
    await steps.waitFor()
    await steps.hover()
    await page.goto(await scene.mailbox.linkTo(PERSON.email, 'verify'))
    await hand.press(page.getByRole('link', { name: 'Go to your videos' }))
    await steps.waitFor()
    yield
    await hand.press(page.getByRole('link', { name: /^Go there.*Connect a channel/ }))
    await connect(hand, 'YouTube')
    yield
    await rule(stage, '@harbourkitchen', 'Publish by itself, public')
    yield
    await stage.look('terminal')
    const login = await stage.content(studio, 'login')
    const code = (await login.says(/[A-Z0-9]{4}-[A-Z0-9]{4}/)) ?? ''
    yield
    await stage.look('dashboard')
    await letIn(hand, { code, device: hostname() }, PERSON)
    yield
    await login.exited
    await terminal.clear()
    await stage.look('terminal')
    await terminal.type(`mv "${CLIP}.mp4" watch/`)
    await terminal.run(['mv', `${CLIP}.mp4`, 'watch/'], studio.env).exited
    const watching = await stage.content(studio, 'watch')
    await watching.says(DONE)
    yield
    await stage.look('dashboard')
    await open(stage, CLIP)
    yield
    await watching.kill()
  },
}
