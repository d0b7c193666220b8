import { sql } from 'kysely'
import { days, inner, personId, type Registry, shown, subjectKeeps, workspaceId } from './entry.ts'

const AUDIT_DAYS = 400

/** Who did what, and what was asked about people's data. */
export const records = {
  audit_head: {
    subject: 'workspace',
    purpose: 'Where a workspace’s audit log begins and ends.',
    workspace: 'workspace_id',
    keep: subjectKeeps,
    columns: {
      workspace_id: workspaceId,
      place: inner('The last place.'),
      prev_hash: inner('The hash before the last.'),
      hash: inner('The last hash.'),
      base_place: inner('The last place that was let go for its age.'),
      base_hash: inner('Its hash.'),
      base_signature: inner('That we let it go.'),
    },
  },
  audit: {
    subject: 'workspace',
    purpose: 'Who did what; each line holds the hash of the one before.',
    workspace: 'workspace_id',
    person: id => sql`
      exists (select from audit_who w where w.workspace_id = audit.workspace_id
        and w.place = audit.place and w.actor_id = ${id})`,
    onPerson: 'by the audit log',
    keep: { for: 'days', days: AUDIT_DAYS, after: 'at', by: 'audit' },
    columns: {
      workspace_id: workspaceId,
      place: shown('Which line.'),
      at: shown('When.'),
      actor_kind: shown('As what.'),
      action: shown('What was done.'),
      detail: shown('How.'),
      who_hash: inner('Proves who it was.'),
      target_hash: inner('Proves to what it was done.'),
      prev_hash: inner('Chains it to the line before.'),
      hash: inner('Proves the line.'),
    },
  },
  audit_who: {
    subject: 'workspace',
    purpose: 'Who did a line of the audit log, and from where.',
    workspace: 'workspace_id',
    person: 'actor_id',
    onPerson: 'by the audit log',
    keep: { for: 'days', days: AUDIT_DAYS, after: 'place', by: 'audit' },
    columns: {
      workspace_id: workspaceId,
      place: shown('Which line.'),
      salt: inner('Keeps the proof from being guessed.'),
      actor_id: shown('Who.', 'person'),
      device_id: shown('With which device.'),
      address: shown('From where.', 'person'),
      user_agent: shown('With what.', 'person'),
      request_id: shown('In which request.'),
      target: shown('To what.'),
    },
  },
  audit_seal: {
    subject: 'workspace',
    purpose: 'What an audit log had come to on a night, signed.',
    workspace: 'workspace_id',
    keep: days(
      AUDIT_DAYS,
      'sealed_at',
      sql`exists (select from audit_seal later where later.workspace_id = audit_seal.workspace_id
        and later.place > audit_seal.place)`,
    ),
    columns: {
      workspace_id: workspaceId,
      place: inner('Up to which line.'),
      hash: inner('Its hash.'),
      sealed_at: inner('When.'),
      signature: inner('That it was us.'),
    },
  },
  data_export: {
    subject: 'person',
    purpose: 'A copy of somebody’s data that they asked for.',
    workspace: 'workspace_id',
    person: 'person_id',
    onPerson: 'delete',
    keep: { for: 'days', days: 30, after: 'created_at', by: 'exports' },
    columns: {
      workspace_id: workspaceId,
      export_id: shown('Names it.'),
      person_id: personId('Who asked.'),
      subject: shown('Whose data.'),
      state: shown('Whether it is ready.'),
      file: inner('Where a copy lay that was kept on a disk.'),
      size_bytes: shown('How large it is.'),
      expires_at: shown('How long it lies there.'),
      created_at: shown('When it was asked for.'),
    },
  },
  export_part: {
    subject: 'person',
    purpose: 'A piece of a copy that somebody asked for; goes with it.',
    workspace: 'workspace_id',
    keep: { for: 'days', days: 7, after: 'place', by: 'exports' },
    columns: {
      workspace_id: workspaceId,
      export_id: inner('Of which copy.'),
      place: inner('Which piece.'),
      bytes: inner('The piece.'),
    },
  },
  deletion: {
    subject: 'none',
    purpose: 'Somebody who asked to be deleted; goes with them.',
    keep: subjectKeeps,
    columns: {
      deletion_id: inner('Names it.'),
      subject: inner('A person or a workspace.'),
      subject_id: inner('Who.'),
      asked_at: inner('When they asked.'),
      due_at: inner('When it happens.'),
      step: inner('How far it is.'),
      tries: inner('How often a step was tried.'),
      next_at: inner('When it goes on.'),
      notes: inner('What a platform did not take back.'),
      finished_at: inner('When it was done.'),
    },
  },
  tombstone: {
    subject: 'none',
    purpose: 'A hash of who was deleted, so that a restored backup deletes them again.',
    keep: days(AUDIT_DAYS, 'deleted_at'),
    columns: {
      subject_hash: inner('Knows the id again without holding it.'),
      subject: inner('A person or a workspace.'),
      deleted_at: inner('When.'),
    },
  },
  meta_request: {
    subject: 'none',
    purpose: 'What Meta asked to be forgotten, for whoever looks it up.',
    keep: days(AUDIT_DAYS, 'asked_at'),
    columns: {
      confirmation_code: inner('What its user looks it up by.'),
      kind: inner('What was asked.'),
      connections: inner('How many channels it was about.'),
      asked_at: inner('When.'),
    },
  },
} as const satisfies Partial<Registry>
