import sitemap from '@astrojs/sitemap'
import starlight from '@astrojs/starlight'
import { defineConfig } from 'astro/config'
import { compressed } from './compressed.ts'
import operator from './operator.json' with { type: 'json' }
import { sidebar } from './sidebar.ts'

export default defineConfig({
  site: operator.site,
  output: 'static',
  outDir: './dist',
  // Starlight would put a script for it on every page, also on those that do without any.
  prefetch: false,
  integrations: [
    sitemap({ i18n: { defaultLocale: 'en', locales: { en: 'en', de: 'de' } } }),
    starlight({
      title: 'Content Creation',
      favicon: '/icon.svg',
      logo: { src: './public/icon.svg', alt: '' },
      customCss: ['./src/docs.css'],
      credits: false,
      disable404Route: true,
      defaultLocale: 'root',
      locales: { root: { label: 'English', lang: 'en' }, de: { label: 'Deutsch', lang: 'de' } },
      routeMiddleware: './src/route.ts',
      // What is to be pasted is read as a whole.
      expressiveCode: { defaultProps: { wrap: true } },
      sidebar,
    }),
    // The last, so that it finds what the others wrote.
    compressed(),
  ],
})
