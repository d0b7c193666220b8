import { join } from 'node:path'
import { business } from './business.ts'
import { drawn, type Sketch } from './dashboard.ts'
import { publishing } from './publishing.ts'
import { queues } from './queues.ts'
import { requests } from './requests.ts'

export const DASHBOARDS: readonly Sketch[] = [requests, publishing, queues, business]

/** Where Grafana finds it, in this repository. */
export const fileOf = ({ name }: Sketch) => `ops/monitoring/grafana/dashboards/${name}.json`

export const textOf = (sketch: Sketch) => `${JSON.stringify(drawn(sketch), null, 2)}\n`

if (import.meta.main) {
  const root = join(import.meta.dir, '..', '..', '..')
  for (const sketch of DASHBOARDS) await Bun.write(join(root, fileOf(sketch)), textOf(sketch))
}
