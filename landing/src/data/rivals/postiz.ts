import type { Rival } from './rival.ts'

export const postiz: Rival = {
  slug: 'postiz',
  name: 'Postiz',
  repository: 'gitroomhq/postiz-app',
  readOn: '2026-08-21',
  kind: {
    en: 'An open-source scheduler for many networks, self-hosted or as a service.',
    de: 'Ein Open-Source-Planer für viele Netzwerke, selbst betrieben oder als Dienst.',
  },
  cells: {
    start: {
      en: 'Upload in the browser, by API or CLI; feeds by RSS. No watch folder found.',
      de: 'Upload im Browser, per API oder CLI; Feeds per RSS. Kein überwachter Ordner gefunden.',
      source: 'README.md',
    },
    path: {
      en: 'To storage of the server; Instagram fetches it from a public address.',
      de: 'In den Speicher des Servers; Instagram holt es von einer öffentlichen Adresse.',
      source: 'libraries/nestjs-libraries/src/integrations/social/instagram.provider.ts',
    },
    repair: {
      en: 'None; MP4 is taken, and no FFmpeg is among its parts.',
      de: 'Keine; MP4 wird genommen, FFmpeg gehört nicht dazu.',
      source: 'package.json',
    },
    size: {
      en: '1 GB, written in the code.',
      de: '1 GB, im Code festgelegt.',
      source: 'https://github.com/gitroomhq/postiz-app/issues/1431',
    },
    resume: {
      en: 'YouTube: yes, it asks for the exact offset. Others begin anew.',
      de: 'YouTube: ja, mit Frage nach der genauen Stelle. Andere beginnen neu.',
      source: 'libraries/nestjs-libraries/src/integrations/social/youtube.provider.ts',
    },
    once: {
      en: 'Three steps, and an unclear outcome is shown as an error to check by hand.',
      de: 'Drei Schritte; ein unklarer Ausgang wird als Fehler zum Nachsehen gezeigt.',
      source: 'apps/orchestrator/src/workflows/post-workflows/post.workflow.v1.0.9.ts',
    },
    tiktok: {
      en: 'A value for privacy is filled in beforehand; users report failed audits.',
      de: 'Die Sichtbarkeit ist vorausgewählt; Nutzer berichten von gescheiterten Prüfungen.',
      source: 'https://github.com/gitroomhq/postiz-app/issues/1563',
    },
    analytics: {
      en: 'Fetched live and kept for an hour; no history of its own.',
      de: 'Live geholt und eine Stunde behalten; kein eigener Verlauf.',
      source: 'libraries/nestjs-libraries/src/database/prisma/schema.prisma',
    },
    platforms: {
      en: '35 registered providers.',
      de: '35 eingetragene Anbieter.',
      source: 'libraries/nestjs-libraries/src/integrations/integration.manager.ts',
    },
    teams: {
      en: 'Three fixed roles; approval is an open request.',
      de: 'Drei feste Rollen; Freigaben sind ein offener Wunsch.',
      source: 'https://github.com/gitroomhq/postiz-app/issues/1758',
    },
    price: {
      en: '$29 to $99 a month by channels, posts without limit; no free tier as a service.',
      de: '29 bis 99 $ im Monat nach Kanälen, Beiträge ohne Grenze; als Dienst nichts Kostenloses.',
      source: 'libraries/nestjs-libraries/src/database/prisma/subscriptions/pricing.ts',
    },
  },
  better: {
    en: [
      'It reaches far more networks, text and pictures included.',
      'Its whole server is open source (AGPL-3), ours is not; our desktop agent is (MIT).',
      'It publishes while your computer is off.',
      'Its interface speaks 16 languages, ours two.',
      'It connects to n8n, Make and language models (MCP) out of the box.',
    ],
    de: [
      'Es erreicht weit mehr Netzwerke, auch mit Text und Bildern.',
      'Sein ganzer Server ist Open Source (AGPL-3), unserer nicht; unser Desktop-Agent ist es (MIT).',
      'Es veröffentlicht, während Ihr Computer aus ist.',
      'Seine Oberfläche spricht 16 Sprachen, unsere zwei.',
      'Es verbindet sich von Haus aus mit n8n, Make und Sprachmodellen (MCP).',
    ],
  },
}
