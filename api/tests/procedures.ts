/** Every procedure, who may call it, and what of somebody else's it could name. */
import type { Actor } from '../src/context.ts'

/** What a stranger may hold of someone else's: ids that are real, but not theirs. */
export const THEIRS = [
  'workspaceId',
  'personId',
  'invitationId',
  'keyId',
  'deviceId',
  'sessionId',
  'connectionId',
  'publicationId',
  'webhookId',
  'deliveryId',
  'exportId',
] as const
export type Theirs = Record<(typeof THEIRS)[number], string>
export type Kind = Actor['kind']
type Input = (theirs: Theirs) => Record<string, unknown>
interface Row {
  /** Who may call it; `open` needs no credentials. */
  by: Kind[] | 'open'
  /** An otherwise good input that names something of another workspace. */
  reaching?: Input
}

export const ALL: Kind[] = ['session', 'jwt', 'key']
const PERSON: Kind[] = ['session', 'jwt']
const DEVICE: Kind[] = ['key']
export const video = { sha256: 'a'.repeat(64), fileName: 'a.mp4', sizeBytes: 1, durationMs: 1 }
const metadata = { platform: 'youtube', title: 'A title', description: '', tags: [] }
const rule = { platform: 'youtube', mode: 'automatic', privacy: 'public' }
const outcome = { state: 'unknown', reason: 'no answer' }

/** A new procedure fails a test until it stands here. */
export const PROCEDURES: Record<string, Row> = {
  'account.register': { by: 'open' },
  'account.login': { by: 'open' },
  'account.me': { by: ALL },
  'account.refreshApiKey': { by: ALL },
  'account.logout': { by: ['session'] },
  'account.email.resend': { by: PERSON },
  'account.email.verify': { by: 'open' },
  'account.email.change': { by: PERSON },
  'account.email.confirm': { by: 'open' },
  'account.password.forgot': { by: 'open' },
  'account.password.reset': { by: 'open' },
  'account.password.change': { by: PERSON },
  'account.secondFactor.get': { by: PERSON },
  'account.secondFactor.begin': { by: PERSON },
  'account.secondFactor.enable': { by: PERSON },
  'account.secondFactor.renewCodes': { by: PERSON },
  'account.secondFactor.disable': { by: PERSON },
  'account.session.list': { by: PERSON },
  'account.session.end': { by: PERSON, reaching: ({ sessionId }) => ({ sessionId }) },
  'account.session.endAll': { by: PERSON },
  'workspace.get': { by: ALL },
  'workspace.saveVoice': { by: PERSON },
  'workspace.update': { by: PERSON },
  'workspace.mine': { by: PERSON },
  'workspace.enter': { by: PERSON, reaching: ({ workspaceId }) => ({ workspaceId }) },
  'workspace.member.list': { by: PERSON },
  'workspace.member.changeRole': {
    by: PERSON,
    reaching: ({ personId }) => ({ personId, role: 'viewer' }),
  },
  'workspace.member.remove': { by: PERSON, reaching: ({ personId }) => ({ personId }) },
  'workspace.member.leave': { by: PERSON },
  'workspace.invitation.list': { by: PERSON },
  'workspace.invitation.send': { by: PERSON },
  'workspace.invitation.resend': {
    by: PERSON,
    reaching: ({ invitationId }) => ({ invitationId }),
  },
  'workspace.invitation.withdraw': {
    by: PERSON,
    reaching: ({ invitationId }) => ({ invitationId }),
  },
  'workspace.invitation.look': { by: 'open' },
  'workspace.invitation.accept': { by: PERSON },
  'device.list': { by: PERSON },
  'device.forget': { by: PERSON, reaching: ({ deviceId }) => ({ deviceId }) },
  'device.key.list': { by: PERSON },
  'device.key.make': { by: PERSON },
  'device.key.rotate': { by: PERSON, reaching: ({ deviceId }) => ({ deviceId }) },
  'device.key.revoke': { by: PERSON, reaching: ({ keyId }) => ({ keyId }) },
  'device.key.revokeOwn': { by: DEVICE },
  'device.login.begin': { by: 'open' },
  'device.login.poll': { by: 'open' },
  'device.login.look': { by: PERSON },
  'device.login.approve': { by: PERSON },
  'device.login.deny': { by: PERSON },
  'audit.list': { by: PERSON },
  'audit.verify': { by: PERSON },
  'billing.show': { by: PERSON },
  'billing.invoices': { by: PERSON },
  'billing.checkout': { by: PERSON },
  'billing.portal': { by: PERSON },
  'billing.changePlan': { by: PERSON },
  'billing.cancel': { by: PERSON },
  'billing.resume': { by: PERSON },
  'billing.buyPack': { by: PERSON },
  'brand.show': { by: ALL },
  'brand.save': { by: PERSON },
  'brand.logo': { by: ALL },
  'connection.list': { by: ALL },
  'connection.initiate': { by: PERSON },
  'connection.callback': { by: PERSON },
  'connection.grant': {
    by: DEVICE,
    reaching: ({ connectionId }) => ({ platform: 'youtube', connectionId }),
  },
  'connection.disconnect': {
    by: PERSON,
    reaching: ({ connectionId }) => ({ platform: 'youtube', connectionId }),
  },
  'connection.saveRule': {
    by: PERSON,
    reaching: ({ connectionId }) => ({ connectionId, rule }),
  },
  'connection.ownProject': { by: PERSON },
  'connection.useOwnProject': { by: PERSON },
  'enrichment.generate': { by: ['session', 'key'] },
  'enrichment.quota': { by: ['session', 'key'] },
  'mail.preferences': { by: PERSON },
  'mail.savePreferences': { by: PERSON },
  'mail.unsubscribe': { by: 'open' },
  'operator.figures': { by: ['session'] },
  'operator.saveSpend': { by: ['session'] },
  'privacy.status': { by: PERSON },
  'privacy.requestExport': { by: PERSON },
  'privacy.openExport': {
    by: ['session'],
    reaching: ({ exportId }) => ({ exportId, password: 'whatever it is' }),
  },
  'privacy.requestDeletion': { by: PERSON },
  'privacy.cancelDeletion': { by: PERSON },
  'publication.reserve': {
    by: DEVICE,
    reaching: ({ connectionId }) => ({ video, connectionId, metadata }),
  },
  'publication.report': {
    by: DEVICE,
    reaching: ({ publicationId }) => ({ publicationId, state: 'uploading', percent: 50 }),
  },
  'publication.resolve': {
    by: ALL,
    reaching: ({ publicationId }) => ({ publicationId, saw: { verdict: 'isNotThere' } }),
  },
  'publication.byContent': { by: ALL },
  'publication.standing': {
    by: DEVICE,
    reaching: ({ connectionId }) => ({
      items: [{ sha256: video.sha256, fileName: 'a.mp4', connectionId, kind: 'paused' }],
    }),
  },
  'publication.waiting': { by: ALL },
  'publication.onChange': { by: PERSON },
  'analytics.track': {
    by: DEVICE,
    reaching: ({ publicationId }) => ({ publicationId, idempotencyKey: 'key-12345678', outcome }),
  },
  'analytics.overview': { by: ALL },
  'analytics.videos': { by: ALL },
  'analytics.platforms': { by: ALL },
  'webhook.list': { by: PERSON },
  'webhook.create': { by: PERSON },
  'webhook.save': { by: PERSON, reaching: ({ webhookId }) => ({ webhookId, isOn: false }) },
  'webhook.remove': { by: PERSON, reaching: ({ webhookId }) => ({ webhookId }) },
  'webhook.rotateSecret': { by: PERSON, reaching: ({ webhookId }) => ({ webhookId }) },
  'webhook.test': { by: PERSON, reaching: ({ webhookId }) => ({ webhookId }) },
  'webhook.deliveries': { by: PERSON, reaching: ({ webhookId }) => ({ webhookId }) },
  'webhook.resend': {
    by: PERSON,
    reaching: ({ webhookId, deliveryId }) => ({ webhookId, deliveryId }),
  },
}
