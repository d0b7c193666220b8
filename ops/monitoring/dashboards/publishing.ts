import type { Sketch } from './dashboard.ts'

// Counted in the database and so the same in every process: max, not sum.
const happened = (type: string) =>
  `sum by (platform) (max by (platform, who_can_fix) (events_last_hour{type="${type}"}))`
const PUBLISHED = happened('publication.published')
const FAILED = happened('publication.failed')

export const publishing: Sketch = {
  name: 'publishing',
  title: 'Publishing and platforms',
  parts: [
    {
      title: 'Published within the last hour',
      about: 'Videos that went live, by platform.',
      queries: { '{{platform}}': PUBLISHED },
    },
    {
      title: 'Failed within the last hour',
      about: 'By platform and who can mend it: you is the creator, us is a fault of ours.',
      queries: {
        '{{platform}}, {{who_can_fix}}':
          'max by (platform, who_can_fix) (events_last_hour{type="publication.failed"})',
      },
    },
    {
      title: 'Uploads that succeed',
      about: 'Of those that ended within the last hour (PublishingFails).',
      unit: 'percentunit',
      queries: {
        '{{platform}}': `${PUBLISHED} / (${PUBLISHED} + (${FAILED} or ${PUBLISHED} * 0))`,
      },
    },
    {
      title: 'Publications under way',
      about: 'Begun and not ended, by platform.',
      queries: { '{{platform}}': 'max by (platform) (publications{state="under_way"})' },
    },
    {
      title: 'Channels',
      about: 'Connected channels, by platform and state.',
      queries: { '{{platform}}, {{state}}': 'max by (platform, state) (connections)' },
    },
    {
      title: 'Refused for now',
      about: 'Channels that a platform lets us ask again only later (PlatformOutage).',
      queries: { '{{platform}}': 'max by (platform) (platform_refusals)' },
    },
    {
      title: 'Access taken back within the last hour',
      about: 'Channels that have to be connected anew (ConnectionsLost).',
      queries: { '{{platform}}': happened('connection.lost') },
    },
    {
      title: 'Uploads of this month',
      about: 'Counted, and held for uploads under way, of what the plans allow.',
      queries: { '{{state}}': 'max by (state) (quota_units)' },
    },
    {
      title: 'What operators have to look at',
      about: '1 while it lasts: the model, and where people can pay.',
      queries: { '{{kind}}': 'max by (kind) (operator_alert)' },
    },
  ],
}
