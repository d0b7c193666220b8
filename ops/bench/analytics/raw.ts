/** What the pages would have to ask, had they nothing but snapshots as they were taken. */
export const RAW = {
  /** The newest figures of everything, added up. */
  newest: {
    name: 'raw_newest',
    text: `
      select sum(views)::bigint from (
        select distinct on (publication_id) views from snapshot
        where workspace_id = $1::uuid order by publication_id, taken_at desc
      ) newest`,
  },
  /** What each day gained. */
  gains: {
    name: 'raw_gains',
    text: `
      with day as (
        select publication_id, (taken_at at time zone 'UTC')::date as on_day, max(views) as views
        from snapshot where workspace_id = $1::uuid
        group by publication_id, on_day
      ), gain as (
        select on_day, views - coalesce(lag(views) over (
          partition by publication_id order by on_day), 0) as views
        from day
      )
      select on_day, sum(views)::bigint from gain where on_day >= $2::date group by on_day`,
  },
  top: {
    name: 'raw_top',
    text: `
      select s.publication_id, max(s.views) as views
      from publication p join snapshot s
        on s.workspace_id = p.workspace_id and s.publication_id = p.publication_id
      where p.workspace_id = $1::uuid and p.published_at >= $2::date
      group by s.publication_id order by views desc nulls last limit 10`,
  },
  atAge: {
    name: 'raw_at_age',
    text: `
      select p.publication_id, max(s.views) as views
      from publication p join snapshot s
        on s.workspace_id = p.workspace_id and s.publication_id = p.publication_id
      where p.workspace_id = $1::uuid and s.taken_at < p.published_at + interval '8 days'
      group by p.publication_id`,
  },
  /** Ten videos, each with its newest figures. */
  page: {
    name: 'raw_page',
    text: `
      select v.video_id, newest.views
      from (
        select * from video
        where workspace_id = $1::uuid and ($2::bigint is null or (created_at, video_id) <
          (timestamptz 'epoch' + $2::bigint * interval '1 microsecond', $3::uuid))
        order by created_at desc, video_id desc limit 10
      ) v
      join publication p on p.workspace_id = v.workspace_id and p.video_id = v.video_id
      cross join lateral (
        select views from snapshot s
        where s.workspace_id = p.workspace_id and s.publication_id = p.publication_id
        order by taken_at desc limit 1
      ) newest`,
  },
  /** One video's days. */
  video: {
    name: 'raw_video',
    text: `
      select (s.taken_at at time zone 'UTC')::date as on_day, max(s.views) as views
      from publication p join snapshot s
        on s.workspace_id = p.workspace_id and s.publication_id = p.publication_id
      where p.workspace_id = $1::uuid and p.video_id = $2::uuid
      group by 1 order by 1`,
  },
}
