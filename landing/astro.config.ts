import starlight from '@astrojs/starlight'
import { defineConfig } from 'astro/config'

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
      sidebar: [
        { label: 'Documentation', link: '/docs/' },
        { label: 'Running it', link: '/docs/running/' },
        {
          label: 'Contributing',
          items: [
            { label: 'Begin here', link: '/docs/contributing/' },
            { label: 'Architecture', link: '/docs/contributing/architecture/' },
          ],
        },
        { label: 'Recipes', items: [{ autogenerate: { directory: 'contributing/recipes' } }] },
        { label: 'Decisions', items: [{ autogenerate: { directory: 'contributing/decisions' } }] },
        { label: 'Protocols', items: [{ autogenerate: { directory: 'contributing/protocols' } }] },
      ],
    }),
  ],
})
