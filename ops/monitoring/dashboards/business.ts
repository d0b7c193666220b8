import type { Sketch } from './dashboard.ts'

export const business: Sketch = {
  name: 'business',
  title: 'Business',
  parts: [
    {
      title: 'Active workspaces',
      about: 'Workspaces in which somebody acted within the last thirty days.',
      kind: 'number',
      queries: { active: 'max(active_workspaces)' },
    },
    {
      title: 'Revenue a month',
      about: 'What subscriptions bring in.',
      ...{ kind: 'number', unit: 'currencyUSD' },
      queries: { revenue: 'max(monthly_revenue_cents) / 100' },
    },
    {
      title: 'Videos',
      about: 'All that creators have told us of.',
      kind: 'number',
      queries: { videos: 'max(videos)' },
    },
    {
      title: 'Published',
      about: 'Publications that went live, on all platforms together.',
      kind: 'number',
      queries: { published: 'sum(max by (platform) (publications{state="published"}))' },
    },
    {
      title: 'Workspaces by plan',
      about: 'Whether anybody works in them or not.',
      queries: { '{{plan}}': 'max by (plan) (workspaces)' },
    },
    {
      title: 'Live channels by platform',
      about: 'Channels that we may publish to.',
      queries: { '{{platform}}': 'max by (platform) (connections{state="live"})' },
    },
    {
      title: 'Publications by platform',
      about: 'That went live, since the beginning.',
      queries: { '{{platform}}': 'max by (platform) (publications{state="published"})' },
    },
    {
      title: 'Revenue a month, over time',
      about: 'What subscriptions bring in.',
      unit: 'currencyUSD',
      queries: { revenue: 'max(monthly_revenue_cents) / 100' },
    },
  ],
}
