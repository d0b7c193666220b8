import type { Film } from '../film.ts'
import { bring, DONE, open } from '../steps.ts'

const CLIP = 'How we smoke trout'

export const resume: Film = {
  slug: 'resume',
  title: { en: 'A crash that resumes', de: 'Ein Absturz, nach dem es weitergeht' },
  poster: 2,
  shows: [
    ...['app/src/pages/video', 'app/src/ui/shell'],
    ...['agent/src/commands/output', 'agent/src/commands/status.ts', 'agent/src/journal'],
  ],
  captions: [
    {
      seconds: 8,
      en: 'A video is on its way to YouTube.',
      de: 'Ein Video ist auf dem Weg zu YouTube.',
    },
    {
      seconds: 5,
      en: 'Half-way the agent is killed, as a power cut would.',
      de: 'Auf halbem Weg wird der Agent abgebrochen, wie bei einem Stromausfall.',
    },
    {
      seconds: 7,
      en: 'Every step is on the disk before it is taken, so nothing is forgotten.',
      de: 'Jeder Schritt steht auf der Festplatte, bevor er getan wird: Nichts ist vergessen.',
    },
    {
      seconds: 8,
      en: 'Started again, it asks YouTube what has arrived, and sends the rest.',
      de: 'Neu gestartet fragt er YouTube, was angekommen ist, und sendet den Rest.',
    },
    {
      seconds: 6,
      en: 'Published, and only once.',
      de: 'Veröffentlicht, und nur einmal.',
    },
  ],
  async *play({ scene, stage, clip, newcomer }) {
    const { page, terminal } = stage
    const creator = await newcomer()
    const channel = await scene.world.connect('youtube', creator)
    const open_ = { platform: 'youtube', mode: 'automatic', privacy: 'public' } as const
    await scene.world.rule(channel, open_, creator)
    // So that there is a way to be half-way on.
    const config = { upload_limit_mbit: 0.5 }
    const studio = scene.world.agent({ apiKey: creator.apiKey, config })
    bring(clip(CLIP), studio, 'watch')
    await terminal.clear()
    await stage.look('terminal')
    yield
    const cut = await stage.content(studio, 'watch')
    await cut.says(/uploading, [3-9]\d %/)
    yield
    await cut.kill()
    await terminal.print('Killed')
    yield
    await (await stage.content(studio, 'status')).exited
    yield
    const again = await stage.content(studio, 'watch')
    await again.says(DONE)
    yield
    await stage.look('dashboard')
    await open(stage, CLIP)
    await page.locator('h3 + p:text-is("Published")').waitFor()
    yield
    await again.kill()
  },
}
