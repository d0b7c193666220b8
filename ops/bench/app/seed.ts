import { PASSWORD, startWorld, type World } from '../../../agent/tests/world.ts'
import type { Connection } from '../../../api/contract/index.ts'
import { PLATFORMS } from '../../../api/contract/index.ts'

export const VIDEOS = 10_000
const DAYS = 60
/** How many videos wait for a yes. */
const WAITING = 50

export interface Desk {
  url: string
  person: { email: string; password: string }
  close(): Promise<void>
}

/** A creator with channels, ten thousand videos, two months of figures and a full queue. */
export async function startDesk(): Promise<Desk> {
  const world = await startWorld('enterprise')
  try {
    const channels: Connection[] = []
    for (const platform of PLATFORMS) channels.push(await world.connect(platform))
    await world.whileServerIsDown(statementsFor(channels).join(';\n'))
    await tellWaiting(world, channels)
    const person = { email: world.creator.email, password: PASSWORD }
    return { url: world.apiUrl, person, close: () => world.close() }
  } catch (error) {
    await world.close()
    throw error
  }
}

function statementsFor(channels: Connection[]): string[] {
  const ids = channels.map(({ id }) => `'${id}'`).join(', ')
  return [
    'create table bench_video as select gen_random_uuid() as id, n' +
      ` from generate_series(1, ${VIDEOS}) n`,
    `create table bench_channel as
      select *, row_number() over () - 1 as place, count(*) over () as of
      from connection where connection_id in (${ids})`,
    `insert into video
        (workspace_id, video_id, sha256, file_name, size_bytes, duration_ms, created_at)
      select workspace_id, v.id, encode(sha256(v.id::text::bytea), 'hex'),
        'A day by the sea, part ' || n || '.mp4', 12000000, 30000 + n,
        now() - make_interval(mins => n * 5)
      from bench_video v join bench_channel on place = 0`,
    `insert into publication (workspace_id, publication_id, video_id, connection_id, platform,
        intent, metadata, state, remote_id, url, published_at, views, likes, comments, figures_at,
        next_figures_at)
      select workspace_id, v.id, v.id, connection_id, platform, 'publish',
        case platform when 'youtube'
          then '{"platform":"youtube","title":"A day out","description":"","tags":[]}'::jsonb
          else jsonb_build_object('platform', platform, 'caption', 'A day out') end,
        'published', v.id::text, 'https://example.test/' || n, now() - make_interval(mins => n * 5),
        n, n / 10, n / 100, now(), now() + interval '1 year'
      from bench_video v join bench_channel on place = n % of`,
    `insert into snapshot_day
        (workspace_id, publication_id, taken_on, taken_at, views, likes, comments)
      select workspace_id, publication_id, current_date - day, now() - make_interval(days => day),
        views * (${DAYS} - day), likes * (${DAYS} - day), comments * (${DAYS} - day)
      from publication, generate_series(0, ${DAYS - 1}) day where views <= 100`,
    `insert into channel_day
        (workspace_id, connection_id, taken_on, videos, views, likes, comments)
      select s.workspace_id, p.connection_id, taken_on, count(*), sum(s.views), sum(s.likes),
        sum(s.comments)
      from snapshot_day s join publication p using (workspace_id, publication_id)
      group by s.workspace_id, p.connection_id, taken_on`,
    'drop table bench_video, bench_channel',
    'analyze',
  ]
}

async function tellWaiting(world: World, channels: Connection[]): Promise<void> {
  const channel = channels.find(({ rule }) => 'privacy' in rule) ?? channels[0]
  if (!channel) throw new Error('There is no channel.')
  const isTitled = channel.platform === 'youtube'
  const draft = isTitled
    ? { platform: channel.platform, title: 'A day out', description: 'By the sea.', tags: ['sea'] }
    : { platform: channel.platform, caption: 'A day out' }
  const items = Array.from({ length: WAITING }, (_, at) => ({
    ...{ sha256: at.toString(16).padStart(64, '0'), fileName: `waiting ${at}.mp4` },
    ...{ connectionId: channel.id, kind: 'review', draft, rule: channel.rule, durationMs: 30_000 },
  }))
  const answer = await fetch(`${world.apiUrl}/trpc/publication.standing`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': world.creator.apiKey },
    body: JSON.stringify({ items }),
  })
  if (!answer.ok) throw new Error(`What waits was not taken: ${await answer.text()}`)
}
