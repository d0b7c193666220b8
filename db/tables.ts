// Generated from the migrations by `bun run db:tables`. Do not edit.
import type { ColumnType } from 'kysely'

type Generated<T> =
  [T] extends [ColumnType<infer S, infer I, infer U>]
    ? ColumnType<S, I | undefined, U>
    : ColumnType<T, T | undefined, T>
type Instant = ColumnType<Date, Date | string, Date | string>
/** Read as parsed JSON (parse it again before trusting it), written as JSON text. */
type Json = ColumnType<unknown, string, string>

export interface Connection {
  workspace_id: string
  connection_id: string
  platform: string
  external_id: string
  label: string
  handle: string | null
  scopes: Generated<string[]>
  state: Generated<string>
  lost_reason: string | null
  sealed: string | null
  key_id: string | null
  access_expires_at: Instant | null
  version: Generated<number>
  refreshing_until: Instant | null
  retry_after: Instant | null
  rule: Json
  connected_at: Generated<Instant>
  created_at: Generated<Instant>
}

export interface Device {
  workspace_id: string
  device_id: string
  name: string
  created_at: Generated<Instant>
  last_used_at: Instant | null
}

export interface DeviceKey {
  key_hash: string
  workspace_id: string
  device_id: string
  person_id: string | null
  created_at: Generated<Instant>
}

export interface InsertDay {
  project: string
  taken_on: string
  taken: Generated<number>
}

export interface InsertTurn {
  workspace_id: string
  turn_id: string
  publication_id: string
  project: string
  state: string
  asked_at: Instant
  seen_at: Instant
  taken_on: string | null
  taken_at: Instant | null
  position: number | null
  next_turn_at: Instant | null
}

export interface Member {
  workspace_id: string
  person_id: string
  role: string
  created_at: Generated<Instant>
}

export interface OauthState {
  workspace_id: string
  state_hash: string
  platform: string
  person_id: string | null
  sealed_verifier: string | null
  expires_at: Instant
}

export interface OwnProject {
  workspace_id: string
  platform: string
  client_id: string
  sealed_secret: string
  daily_inserts: number
  saved_at: Instant
}

export interface Person {
  person_id: string
  email: string
  name: string
  password_hash: string
  created_at: Generated<Instant>
}

export interface Publication {
  workspace_id: string
  publication_id: string
  video_id: string
  connection_id: string
  device_id: string | null
  platform: string
  intent: string
  metadata: Json
  state: string
  percent: Generated<number>
  remote_id: string | null
  url: string | null
  failure_code: string | null
  reason: string | null
  who_can_fix: string | null
  published_at: Instant | null
  created_at: Generated<Instant>
  updated_at: Generated<Instant>
  installation: string | null
}

export interface QuotaUsage {
  workspace_id: string
  period: string
  used: Generated<number>
  held: Generated<number>
}

export interface Reservation {
  workspace_id: string
  reservation_id: string
  video_id: string
  period: string
  units: number
  state: string
  expires_at: Instant
  created_at: Generated<Instant>
}

export interface Session {
  session_hash: string
  person_id: string
  workspace_id: string
  expires_at: Instant
  created_at: Generated<Instant>
}

export interface Snapshot {
  workspace_id: string
  publication_id: string
  taken_at: Instant
  views: number | null
  likes: number | null
  comments: number | null
  shares: number | null
}

export interface SnapshotDay {
  workspace_id: string
  publication_id: string
  taken_on: string
  taken_at: Instant
  views: number | null
  likes: number | null
  comments: number | null
  shares: number | null
}

export interface Tracked {
  workspace_id: string
  idempotency_key: string
  payload_hash: string
  created_at: Generated<Instant>
}

export interface Video {
  workspace_id: string
  video_id: string
  sha256: string
  file_name: string
  size_bytes: number
  duration_ms: number
  created_at: Generated<Instant>
}

export interface Waiting {
  workspace_id: string
  device_id: string
  sha256: string
  connection_id: string
  file_name: string
  kind: string
  reason: string | null
  until: Instant | null
  place: number
  told_at: Instant
}

export interface Workspace {
  workspace_id: string
  name: string
  plan: Generated<string>
  time_zone: Generated<string>
  brand_voice: string | null
  prompt: string | null
  created_at: Generated<Instant>
}

export interface DB {
  connection: Connection
  device: Device
  device_key: DeviceKey
  insert_day: InsertDay
  insert_turn: InsertTurn
  member: Member
  oauth_state: OauthState
  own_project: OwnProject
  person: Person
  publication: Publication
  quota_usage: QuotaUsage
  reservation: Reservation
  session: Session
  snapshot: Snapshot
  snapshot_day: SnapshotDay
  tracked: Tracked
  video: Video
  waiting: Waiting
  workspace: Workspace
}
