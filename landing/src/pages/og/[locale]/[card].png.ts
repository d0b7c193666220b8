import { PLATFORM_NAMES, PLATFORMS } from '@content/api/contract'
import { ImageResponse } from '@vercel/og'
import { cards } from '../../../data/cards.ts'
import { LOCALES } from '../../../site.ts'

export const getStaticPaths = () =>
  LOCALES.flatMap(locale =>
    Object.entries(cards(locale)).map(([card, text]) => ({
      params: { locale, card },
      props: { text },
    })),
  )

const box = (style: object, children: unknown) => ({
  type: 'div',
  props: { style: { display: 'flex', ...style }, children },
})

/** One sentence, the name, and where it publishes. */
export const GET = ({ props }: { props: { text: string } }) => {
  const page = box(
    {
      ...{ width: '100%', height: '100%', padding: 80, flexDirection: 'column' },
      ...{ justifyContent: 'space-between', background: '#0c0a09', color: '#f5f5f4' },
    },
    [
      box({ alignItems: 'center', fontSize: 38, gap: 22 }, [
        box({ width: 60, height: 60, borderRadius: 16, background: '#0f766e' }, [
          {
            type: 'svg',
            props: {
              ...{ width: 60, height: 60, viewBox: '0 0 32 32' },
              children: [
                { type: 'path', props: { d: 'M9 9h6v14H9z', fill: '#fff', opacity: 0.55 } },
                { type: 'path', props: { d: 'M15 9l9 7-9 7z', fill: '#fff' } },
              ],
            },
          },
        ]),
        'Content Creation',
      ]),
      box({ fontSize: 84, lineHeight: 1.08, letterSpacing: -3 }, props.text),
      box(
        { fontSize: 32, color: '#2dd4bf' },
        PLATFORMS.map(it => PLATFORM_NAMES[it]).join('  ·  '),
      ),
    ],
  )
  // Safe cast: the library takes plain objects of the shape of React's elements.
  return new ImageResponse(page as never, { width: 1200, height: 630 })
}
