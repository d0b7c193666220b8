// Generated from the migrations by `bun run db:tables`. Do not edit.
import type { ColumnType } from 'kysely'

type Generated<T> =
  [T] extends [ColumnType<infer S, infer I, infer U>]
    ? ColumnType<S, I | undefined, U>
    : ColumnType<T, T | undefined, T>
type Instant = ColumnType<Date, Date | string, Date | string>
/** Read as parsed JSON (parse it again before trusting it), written as JSON text. */
type Json = ColumnType<unknown, string, string>

export interface ActiveDay {
  workspace_id: string
  active_on: string
}

export interface Audit {
  workspace_id: string
  place: number
  at: Instant
  actor_kind: string
  action: string
  detail: Json
  who_hash: string
  target_hash: string
  prev_hash: string
  hash: string
}

export interface AuditHead {
  workspace_id: string
  place: number
  prev_hash: string
  hash: string
  base_place: Generated<number>
  base_hash: Generated<string>
  base_signature: string | null
}

export interface AuditSeal {
  workspace_id: string
  place: number
  hash: string
  sealed_at: Instant
  signature: string
}

export interface AuditWho {
  workspace_id: string
  place: number
  salt: string
  actor_id: string | null
  device_id: string | null
  address: string | null
  user_agent: string | null
  request_id: string | null
  target: string | null
}

export interface Billing {
  workspace_id: string
  customer_id: string
  subscription_id: string | null
  status: string | null
  plan: string | null
  interval: string | null
  next_plan: string | null
  next_interval: string | null
  monthly_cents: Generated<number>
  period_ends_at: Instant | null
  trial_ends_at: Instant | null
  cancels_at: Instant | null
  grace_until: Instant | null
  has_had_trial: Generated<boolean>
  intents: Generated<number>
  synced_at: Instant | null
}

export interface Brand {
  workspace_id: string
  name: string
  logo: Uint8Array | null
  logo_type: string | null
  colour: string
  saved_at: Generated<Instant>
}

export interface ChannelDay {
  workspace_id: string
  connection_id: string
  taken_on: string
  videos: number
  views: number | null
  likes: number | null
  comments: number | null
  shares: number | null
  late_views: number | null
  late_likes: number | null
  late_comments: number | null
  late_shares: number | null
  total_views: number | null
  total_likes: number | null
  total_comments: number | null
  total_shares: number | null
}

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
  access_expires_at: Instant | null
  version: Generated<number>
  refreshing_until: Instant | null
  retry_after: Instant | null
  rule: Json
  connected_at: Generated<Instant>
  created_at: Generated<Instant>
  refreshing_by: number | null
  figures_at: Instant | null
  prompt: string | null
  figures_failed: Generated<number>
  figures_retry_at: Instant | null
}

export interface ConnectionOwner {
  workspace_id: string
  connection_id: string
  user_hash: string
}

export interface DataExport {
  workspace_id: string
  export_id: string
  person_id: string
  subject: string
  state: string
  file: string | null
  size_bytes: number | null
  expires_at: Instant | null
  created_at: Generated<Instant>
}

export interface Deletion {
  deletion_id: string
  subject: string
  subject_id: string
  asked_at: Generated<Instant>
  due_at: Instant
  step: Generated<string>
  tries: Generated<number>
  next_at: Instant
  notes: Generated<string[]>
  finished_at: Instant | null
}

export interface Departed {
  workspace_id: string
  signed_up_on: string
  left_on: string
}

export interface Device {
  workspace_id: string
  device_id: string
  name: string
  created_at: Generated<Instant>
  last_used_at: Instant | null
  kind: Generated<string>
  order_seq: Generated<number>
  listening_by: string | null
  listening_until: Instant | null
  agent_version: string | null
  folders: string[] | null
}

export interface DeviceKey {
  key_hash: string
  workspace_id: string
  device_id: string
  person_id: string | null
  created_at: Generated<Instant>
  key_id: Generated<string>
  ends_with: Generated<string>
  scopes: Generated<string[]>
  expires_at: Instant | null
  last_used_at: Instant | null
  made_in: string | null
}

export interface DeviceLogin {
  device_code_hash: string
  user_code_hash: string
  device_name: string
  address: string
  state: string
  workspace_id: string | null
  person_id: string | null
  interval_seconds: Generated<number>
  polled_at: Instant | null
  expires_at: Instant
  created_at: Generated<Instant>
  made_in: string | null
}

export interface DeviceOrder {
  workspace_id: string
  device_id: string
  seq: number
  order_id: string
  sha256: string | null
  connection_id: string | null
  wish: Json
  state: Generated<string>
  reason: string | null
  made_by: string | null
  made_at: Instant
  answered_at: Instant | null
}

export interface Event {
  workspace_id: string
  event_id: string
  type: string
  data: Json
  once_key: string
  spread_at: Instant | null
  told_at: Instant | null
  created_at: Generated<Instant>
}

export interface ExportPart {
  workspace_id: string
  export_id: string
  place: number
  bytes: Uint8Array
}

export interface Guess {
  subject_hash: string
  tries: number
  last_at: Instant
  next_at: Instant
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

export interface Invitation {
  workspace_id: string
  invitation_id: string
  email: string
  role: string
  secret_hash: string
  invited_by: string | null
  expires_at: Instant
  accepted_at: Instant | null
  created_at: Generated<Instant>
}

export interface KnownBrowser {
  person_id: string
  browser_hash: string
  created_at: Generated<Instant>
  last_seen_at: Generated<Instant>
}

export interface Mail {
  mail_id: string
  workspace_id: string | null
  person_id: string | null
  kind: string
  once_key: string
  sealed: string
  attempts: Generated<number>
  next_at: Generated<Instant>
  sent_at: Instant | null
  failed_reason: string | null
  created_at: Generated<Instant>
}

export interface MailRefusal {
  person_id: string
  kind: string
  created_at: Generated<Instant>
}

export interface MailedLink {
  secret_hash: string
  person_id: string
  purpose: string
  email: string
  expires_at: Instant
  created_at: Generated<Instant>
}

export interface MarketingSpend {
  month: string
  cents: number
  saved_at: Generated<Instant>
}

export interface Member {
  workspace_id: string
  person_id: string
  role: string
  created_at: Generated<Instant>
}

export interface MetaRequest {
  confirmation_code: string
  kind: string
  connections: number
  asked_at: Instant
}

export interface Milestone {
  workspace_id: string
  name: string
  reached_at: Instant
  told_at: Instant | null
}

export interface OauthState {
  workspace_id: string
  state_hash: string
  platform: string
  person_id: string | null
  sealed_verifier: string | null
  expires_at: Instant
}

export interface OperatorAlert {
  kind: string
  detail: string
  raised_at: Instant
  seen_at: Instant
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
  verified_at: Instant | null
  is_operator: Generated<boolean>
  sealed_totp: string | null
  totp_confirmed_at: Instant | null
  totp_last_step: number | null
  password_changed_at: Generated<Instant>
  tokens_valid_after: Instant | null
}

export interface PlanChange {
  workspace_id: string
  change_id: Generated<string>
  changed_at: Instant
  from_plan: string
  to_plan: string
  monthly_cents: number
}

export interface Preview {
  workspace_id: string
  sha256: string
  place: number
  preview_id: string
  format: string
  picture: Uint8Array
  made_at: Instant
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
  views: number | null
  likes: number | null
  comments: number | null
  shares: number | null
  figures_at: Instant | null
  figures_missed: Generated<number>
  next_figures_at: Generated<Instant>
  rendition: Json | null
  terms: Json | null
  standing: string | null
  standing_at: Instant | null
  week_views: number | null
}

export interface PublicationStep {
  workspace_id: string
  publication_id: string
  step_no: Generated<number>
  at: Instant
  state: string
  device_id: string | null
  is_seen: Generated<boolean>
  failure_code: string | null
  reason: string | null
  who_can_fix: string | null
}

export interface PublicationTotal {
  workspace_id: string
  platform: string
  total_id: Generated<string>
  published: number
  failed: number
  unknown: number
  under_way: number
  views: number
  likes: number
  comments: number
  shares: number
  with_views: number
  with_likes: number
  with_comments: number
  with_shares: number
}

export interface QuotaPack {
  workspace_id: string
  payment_id: string
  period: string
  units: number
  bought_at: Generated<Instant>
}

export interface QuotaUsage {
  workspace_id: string
  period: string
  used: Generated<number>
  held: Generated<number>
  extra: Generated<number>
}

export interface RecoveryCode {
  person_id: string
  code_hash: string
  used_at: Instant | null
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
  session_id: Generated<string>
  address: Generated<string>
  user_agent: Generated<string>
  last_seen_at: Generated<Instant>
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

export interface StripeEvent {
  event_id: string
  type: string
  customer_id: string | null
  is_live: boolean
  body: string
  created_at: Instant
  received_at: Generated<Instant>
  handled_at: Instant | null
  attempts: Generated<number>
  last_reason: string | null
}

export interface Tombstone {
  subject_hash: string
  subject: string
  deleted_at: Generated<Instant>
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

export interface VideoTotal {
  workspace_id: string
  total_id: Generated<string>
  videos: number
}

export interface VisitDay {
  visited_on: string
  visits: number
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
  since: Generated<Instant>
  mailed_at: Instant | null
  draft: Json | null
  rule: Json | null
  options: Json | null
  duration_ms: number | null
  code: string | null
}

export interface Webhook {
  workspace_id: string
  webhook_id: string
  url: string
  events: string[]
  sealed_secret: string
  sealed_older_secret: string | null
  older_until: Instant | null
  is_on: Generated<boolean>
  off_reason: string | null
  failing_since: Instant | null
  created_at: Generated<Instant>
}

export interface WebhookDelivery {
  workspace_id: string
  delivery_id: string
  webhook_id: string
  event_id: string
  type: string
  body: string
  state: string
  attempts: Generated<number>
  next_at: Generated<Instant>
  last_status: number | null
  last_reason: string | null
  delivered_at: Instant | null
  created_at: Generated<Instant>
}

export interface Workspace {
  workspace_id: string
  name: string
  plan: Generated<string>
  time_zone: Generated<string>
  brand_voice: string | null
  prompt: string | null
  created_at: Generated<Instant>
  share_previews: Generated<boolean>
}

export interface DB {
  active_day: ActiveDay
  audit: Audit
  audit_head: AuditHead
  audit_seal: AuditSeal
  audit_who: AuditWho
  billing: Billing
  brand: Brand
  channel_day: ChannelDay
  connection: Connection
  connection_owner: ConnectionOwner
  data_export: DataExport
  deletion: Deletion
  departed: Departed
  device: Device
  device_key: DeviceKey
  device_login: DeviceLogin
  device_order: DeviceOrder
  event: Event
  export_part: ExportPart
  guess: Guess
  insert_day: InsertDay
  insert_turn: InsertTurn
  invitation: Invitation
  known_browser: KnownBrowser
  mail: Mail
  mail_refusal: MailRefusal
  mailed_link: MailedLink
  marketing_spend: MarketingSpend
  member: Member
  meta_request: MetaRequest
  milestone: Milestone
  oauth_state: OauthState
  operator_alert: OperatorAlert
  own_project: OwnProject
  person: Person
  plan_change: PlanChange
  preview: Preview
  publication: Publication
  publication_step: PublicationStep
  publication_total: PublicationTotal
  quota_pack: QuotaPack
  quota_usage: QuotaUsage
  recovery_code: RecoveryCode
  reservation: Reservation
  session: Session
  snapshot: Snapshot
  snapshot_day: SnapshotDay
  stripe_event: StripeEvent
  tombstone: Tombstone
  tracked: Tracked
  video: Video
  video_total: VideoTotal
  visit_day: VisitDay
  waiting: Waiting
  webhook: Webhook
  webhook_delivery: WebhookDelivery
  workspace: Workspace
}
