import starlight from '@astrojs/starlight'
import { defineConfig } from 'astro/config'
import { sidebar } from './sidebar.ts'

export default defineConfig({
  output: 'static',
  outDir: './dist',
  integrations: [
    starlight({
      title: 'Content Creation',
      favicon: '/icon.svg',
      logo: { src: './public/icon.svg', alt: '' },
      customCss: ['./src/docs.css'],
      credits: false,
      defaultLocale: 'root',
      locales: { root: { label: 'English', lang: 'en' }, de: { label: 'Deutsch', lang: 'de' } },
      routeMiddleware: './src/route.ts',
      // What is to be pasted is read as a whole.
      expressiveCode: { defaultProps: { wrap: true } },
      sidebar,
    }),
  ],
})
