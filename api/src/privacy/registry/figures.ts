import { days, type Registry, shown, subjectKeeps, workspaceId } from './entry.ts'

/** The figures that came back. */
export const figures = {
  snapshot: {
    subject: 'workspace',
    purpose: 'A publication’s public figures at an instant.',
    workspace: 'workspace_id',
    keep: days(90, 'taken_at'),
    columns: {
      workspace_id: workspaceId,
      publication_id: shown('Which publication.'),
      taken_at: shown('When.'),
      views: shown('How often it was seen.'),
      likes: shown('How many liked it.'),
      comments: shown('How many wrote about it.'),
      shares: shown('How many passed it on.'),
    },
  },
  snapshot_day: {
    subject: 'workspace',
    purpose: 'A publication’s public figures of a day.',
    workspace: 'workspace_id',
    keep: subjectKeeps,
    columns: {
      workspace_id: workspaceId,
      publication_id: shown('Which publication.'),
      taken_on: shown('Which day.'),
      taken_at: shown('When on it.'),
      views: shown('How often it was seen.'),
      likes: shown('How many liked it.'),
      comments: shown('How many wrote about it.'),
      shares: shown('How many passed it on.'),
    },
  },
  channel_day: {
    subject: 'workspace',
    purpose: 'What a channel’s videos gained on a day.',
    workspace: 'workspace_id',
    keep: subjectKeeps,
    columns: {
      workspace_id: workspaceId,
      connection_id: shown('Which channel.'),
      taken_on: shown('Which day.'),
      videos: shown('Of how many videos the platform told.'),
      views: shown('Views gained within a day.'),
      likes: shown('Likes gained within a day.'),
      comments: shown('Comments gained within a day.'),
      shares: shown('Shares gained within a day.'),
      late_views: shown('Views gained over more than a day.'),
      late_likes: shown('Likes gained over more than a day.'),
      late_comments: shown('Comments gained over more than a day.'),
      late_shares: shown('Shares gained over more than a day.'),
    },
  },
} as const satisfies Partial<Registry>
