import rss from '@astrojs/rss'
import { FACTS } from '../../../data/facts.ts'
import { type Locale, localePaths, localHref, OPERATOR } from '../../../site.ts'
import { changelogWords } from '../../../words/changelog.ts'

export const getStaticPaths = localePaths

export const GET = ({ props: { locale } }: { props: { locale: Locale } }) =>
  rss({
    title: `Content Creation: ${changelogWords[locale].title}`,
    description: changelogWords[locale].description,
    site: OPERATOR.site,
    items: FACTS.releases.map(({ version, on, changes }) => ({
      title: version,
      pubDate: new Date(`${on}T00:00:00Z`),
      link: `${localHref(locale, '/changelog/')}#${version}`,
      description: changes.join('\n'),
    })),
  })
