import type { Migrations } from '../later-migrations.ts'
import * as m20261122T1900 from './20261122T1900-accounts.ts'
import * as m20261122T1910 from './20261122T1910-connections.ts'
import * as m20261122T1920 from './20261122T1920-publications.ts'
import * as m20261122T1930 from './20261122T1930-figures.ts'
import * as m20261122T2200 from './20261122T2200-turns-projects-waiting.ts'
import * as m20261123T0100 from './20261123T0100-people.ts'
import * as m20261123T0110 from './20261123T0110-events-mails-webhooks.ts'
import * as m20261123T0120 from './20261123T0120-billing.ts'
import * as m20261123T0130 from './20261123T0130-privacy-figures.ts'
import * as m20261123T0140 from './20261123T0140-refresh-holder.ts'
import * as m20261123T0160 from './20261123T0160-refunded-packs.ts'
import * as m20261128T2100 from './20261128T2100-platforms-by-registry.ts'
import * as m20261128T2126 from './20261128T2126-operator-alerts.ts'
import * as m20261128T2145 from './20261128T2145-more-operator-alerts.ts'
import * as m20261128T2200 from './20261128T2200-fair-turns.ts'
import * as m20261128T2206 from './20261128T2206-keys-made-in.ts'
import * as m20261129T0033 from './20261129T0033-tell-what-waits-and-is-live.ts'
import * as m20261129T0040 from './20261129T0040-channel-prompts.ts'
import * as m20261129T0120 from './20261129T0120-figures-by-month.ts'
import * as m20261129T0126 from './20261129T0126-device-orders.ts'
import * as m20261129T0640 from './20261129T0640-videos-by-name.ts'
import * as m20261129T0649 from './20261129T0649-publication-steps.ts'
import * as m20261129T0700 from './20261129T0700-previews.ts'
import * as m20261129T0930 from './20261129T0930-what-a-device-runs.ts'
import * as m20261129T0945 from './20261129T0945-standing-at-platforms.ts'
import * as m20261129T0951 from './20261129T0951-figures-by-index.ts'
import * as m20261129T1245 from './20261129T1245-totals.ts'
import * as m20261129T1310 from './20261129T1310-running-totals.ts'
import * as m20261129T1335 from './20261129T1335-week-views.ts'
import * as m20261129T1352 from './20261129T1352-export-parts.ts'
import * as m20261129T1353 from './20261129T1353-events-by-time.ts'
import * as m20261129T1700 from './20261129T1700-top-by-week.ts'
import * as m20261129T1701 from './20261129T1701-milestones.ts'
import * as m20261129T1730 from './20261129T1730-codes-of-what-waits.ts'

// A static list, because a folder cannot be scanned inside a compiled binary.
export const migrations: Migrations = {
  '20261122T1900-accounts': m20261122T1900,
  '20261122T1910-connections': m20261122T1910,
  '20261122T1920-publications': m20261122T1920,
  '20261122T1930-figures': m20261122T1930,
  '20261122T2200-turns-projects-waiting': m20261122T2200,
  '20261123T0100-people': m20261123T0100,
  '20261123T0110-events-mails-webhooks': m20261123T0110,
  '20261123T0120-billing': m20261123T0120,
  '20261123T0130-privacy-figures': m20261123T0130,
  '20261123T0140-refresh-holder': m20261123T0140,
  '20261123T0160-refunded-packs': m20261123T0160,
  '20261128T2100-platforms-by-registry': m20261128T2100,
  '20261128T2126-operator-alerts': m20261128T2126,
  '20261128T2145-more-operator-alerts': m20261128T2145,
  '20261128T2200-fair-turns': m20261128T2200,
  '20261128T2206-keys-made-in': m20261128T2206,
  '20261129T0033-tell-what-waits-and-is-live': m20261129T0033,
  '20261129T0040-channel-prompts': m20261129T0040,
  '20261129T0120-figures-by-month': m20261129T0120,
  '20261129T0126-device-orders': m20261129T0126,
  '20261129T0640-videos-by-name': m20261129T0640,
  '20261129T0649-publication-steps': m20261129T0649,
  '20261129T0700-previews': m20261129T0700,
  '20261129T0930-what-a-device-runs': m20261129T0930,
  '20261129T0945-standing-at-platforms': m20261129T0945,
  '20261129T0951-figures-by-index': m20261129T0951,
  '20261129T1245-totals': m20261129T1245,
  '20261129T1310-running-totals': m20261129T1310,
  '20261129T1335-week-views': m20261129T1335,
  '20261129T1352-export-parts': m20261129T1352,
  '20261129T1353-events-by-time': m20261129T1353,
  '20261129T1700-top-by-week': m20261129T1700,
  '20261129T1701-milestones': m20261129T1701,
  '20261129T1730-codes-of-what-waits': m20261129T1730,
}
