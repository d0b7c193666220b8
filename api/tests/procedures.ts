/** Every procedure, who may call it, and what of somebody else's it could name. */
import type { Role, Scope } from '../contract/index.ts'
import type { Actor } from '../src/context.ts'
import type { Access } from '../src/trpc.ts'

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
  'previewId',
  'videoId',
  'webhookId',
  'deliveryId',
  'exportId',
  'orderId',
] as const
export type Theirs = Record<(typeof THEIRS)[number], string>
export type Kind = Actor['kind']
type Input = (theirs: Theirs) => Record<string, unknown>
interface Row {
  /** Who may call it, thought of again here; `open` needs no credentials. */
  by: Access
  /** An otherwise good input that names something of another workspace. */
  reaching?: Input
  /** What whoever is let in hears when they say nothing at all, if that is no success. */
  bare?: string
  /** What those hear who may call it, but not for what is meant when they say nothing. */
  bareFor?: { kinds: Kind[]; answer: string }
}

export const ALL: Kind[] = ['session', 'jwt', 'key']
const anyKind = (role: Role, scope: Scope): Access => ({ kinds: ALL, role, scope })
const person = (role: Role): Access => ({ kinds: ['session', 'jwt'], role, scope: null })
const browser = (role: Role): Access => ({ kinds: ['session'], role, scope: null })
const device = (role: Role, scope: Scope): Access => ({ kinds: ['key'], role, scope })
const keyOrBrowser = (role: Role, scope: Scope): Access => ({
  ...{ kinds: ['key', 'session'], role, scope },
})
const operator: Access = { kinds: ['session'], role: 'operator', scope: null }
export const video = { sha256: 'a'.repeat(64), fileName: 'a.mp4', sizeBytes: 1, durationMs: 1 }
const metadata = { platform: 'youtube', title: 'A title', description: '', tags: [] }
const rule = { platform: 'youtube', mode: 'automatic', privacy: 'public' }
const outcome = { state: 'unknown', reason: 'no answer' }

/** Tests of who may call what run without it. */
const NO_STRIPE = '503 unavailable'

/** A new procedure fails a test until it stands here. */
export const PROCEDURES: Record<string, Row> = {
  'account.register': { by: 'open' },
  'account.login': { by: 'open' },
  'account.me': { by: anyKind('viewer', 'read') },
  'account.whoAmI': { by: 'open' },
  'account.rename': { by: person('viewer') },
  'account.refreshApiKey': {
    by: anyKind('editor', 'publish'),
    // A key replaces itself; a person shows once more who they are.
    bareFor: { kinds: ['session', 'jwt'], answer: '400 invalid' },
  },
  'account.logout': { by: browser('viewer') },
  'account.email.resend': { by: person('viewer') },
  'account.email.verify': { by: person('viewer') },
  'account.email.change': { by: person('viewer') },
  'account.email.confirm': { by: person('viewer') },
  'account.password.forgot': { by: 'open' },
  'account.password.reset': { by: 'open' },
  'account.password.change': { by: person('viewer') },
  'account.secondFactor.get': { by: person('viewer') },
  'account.secondFactor.begin': { by: person('viewer') },
  'account.secondFactor.enable': { by: person('viewer') },
  'account.secondFactor.renewCodes': { by: person('viewer') },
  'account.secondFactor.disable': { by: person('viewer') },
  'account.session.list': { by: person('viewer') },
  'account.session.end': { by: person('viewer'), reaching: ({ sessionId }) => ({ sessionId }) },
  'account.session.endAll': { by: person('viewer') },
  'workspace.get': { by: anyKind('viewer', 'read') },
  'workspace.saveVoice': { by: person('editor') },
  'workspace.update': { by: person('admin') },
  'workspace.mine': { by: person('viewer') },
  'workspace.enter': { by: person('viewer'), reaching: ({ workspaceId }) => ({ workspaceId }) },
  'workspace.member.list': { by: person('viewer') },
  'workspace.member.changeRole': {
    by: person('admin'),
    reaching: ({ personId }) => ({ personId, role: 'viewer' }),
  },
  'workspace.member.remove': { by: person('admin'), reaching: ({ personId }) => ({ personId }) },
  'workspace.member.leave': { by: person('viewer') },
  'workspace.invitation.list': { by: person('admin') },
  'workspace.invitation.send': { by: person('admin') },
  'workspace.invitation.resend': {
    by: person('admin'),
    reaching: ({ invitationId }) => ({ invitationId }),
  },
  'workspace.invitation.withdraw': {
    by: person('admin'),
    reaching: ({ invitationId }) => ({ invitationId }),
  },
  'workspace.invitation.look': { by: 'open' },
  'workspace.invitation.accept': { by: person('viewer') },
  'failure.tell': { by: anyKind('viewer', 'read') },
  'device.list': { by: person('viewer') },
  'device.forget': { by: person('admin'), reaching: ({ deviceId }) => ({ deviceId }) },
  'device.key.list': { by: person('viewer') },
  'device.key.make': { by: person('admin') },
  'device.key.rotate': {
    by: person('admin'),
    reaching: ({ deviceId }) => ({ deviceId, password: 'whatever' }),
  },
  'device.key.revoke': { by: person('viewer'), reaching: ({ keyId }) => ({ keyId }) },
  'device.key.revokeOwn': { by: device('viewer', 'read') },
  'device.login.begin': { by: 'open' },
  'device.login.poll': { by: 'open' },
  'device.login.look': { by: person('editor') },
  'device.login.approve': { by: person('editor') },
  'device.login.deny': { by: person('editor') },
  'audit.list': { by: person('admin') },
  'audit.verify': { by: person('admin') },
  'billing.show': { by: person('viewer') },
  'billing.invoices': { by: person('owner') },
  'billing.checkout': { by: person('owner') },
  'billing.portal': { by: person('owner'), bare: NO_STRIPE },
  'billing.changePlan': { by: person('owner') },
  'billing.cancel': { by: person('owner'), bare: NO_STRIPE },
  'billing.resume': { by: person('owner'), bare: NO_STRIPE },
  'billing.buyPack': { by: person('owner') },
  'brand.show': { by: anyKind('viewer', 'read') },
  'brand.save': { by: person('admin') },
  'brand.remove': { by: person('admin') },
  'brand.logo': { by: anyKind('viewer', 'read'), bare: '404 not_found' },
  'connection.list': { by: anyKind('viewer', 'read') },
  'connection.initiate': { by: person('admin') },
  'connection.callback': { by: person('admin') },
  'connection.check': {
    by: device('editor', 'grant'),
    reaching: ({ connectionId }) => ({ platform: 'youtube', connectionId }),
  },
  'connection.grant': {
    by: device('editor', 'grant'),
    reaching: ({ connectionId }) => ({ platform: 'youtube', connectionId }),
  },
  'connection.disconnect': {
    by: person('admin'),
    reaching: ({ connectionId }) => ({ platform: 'youtube', connectionId }),
  },
  'connection.saveRule': {
    by: person('admin'),
    reaching: ({ connectionId }) => ({ connectionId, rule }),
  },
  'connection.savePrompt': {
    by: person('editor'),
    reaching: ({ connectionId }) => ({ connectionId, prompt: 'Be brief.' }),
  },
  'connection.ownProject': { by: person('admin') },
  'connection.useOwnProject': { by: person('admin') },
  'enrichment.generate': {
    by: keyOrBrowser('editor', 'metadata'),
    reaching: ({ connectionId }) => ({
      facts: {
        ...{ fileName: 'a.mp4', durationMs: 1, width: 1, height: 1 },
        fps: 1,
        hasAudio: true,
      },
      platforms: ['youtube'],
      connectionIds: [connectionId],
    }),
  },
  'enrichment.rewrite': {
    by: person('editor'),
    reaching: ({ deviceId, connectionId }) => ({
      ...{ deviceId, connectionId, sha256: video.sha256 },
      ...{ words: metadata, instruction: 'Shorter.' },
    }),
  },
  'enrichment.quota': { by: keyOrBrowser('viewer', 'metadata') },
  'mail.preferences': { by: person('viewer') },
  'mail.savePreferences': { by: person('viewer') },
  'mail.unsubscribe': { by: 'open' },
  'operator.alerts': { by: operator },
  'operator.figures': { by: operator },
  'operator.saveSpend': { by: operator },
  'preview.isWanted': { by: device('editor', 'publish') },
  'preview.send': { by: device('editor', 'publish') },
  'preview.picture': {
    by: anyKind('viewer', 'read'),
    reaching: ({ previewId }) => ({ previewId }),
  },
  'privacy.status': { by: person('viewer') },
  'privacy.requestExport': { by: person('viewer') },
  'privacy.openExport': {
    by: browser('viewer'),
    reaching: ({ exportId }) => ({ exportId, password: 'whatever it is' }),
  },
  'privacy.requestDeletion': { by: person('viewer') },
  'privacy.cancelDeletion': { by: person('viewer') },
  'publication.reserve': {
    by: device('editor', 'publish'),
    reaching: ({ connectionId }) => ({ video, connectionId, metadata }),
  },
  'publication.report': {
    by: device('editor', 'publish'),
    reaching: ({ publicationId }) => ({ publicationId, state: 'uploading', percent: 50 }),
  },
  'publication.resolve': {
    by: anyKind('editor', 'publish'),
    reaching: ({ publicationId }) => ({ publicationId, saw: { verdict: 'isNotThere' } }),
  },
  'publication.byContent': { by: anyKind('viewer', 'read') },
  'publication.story': {
    by: anyKind('viewer', 'read'),
    reaching: ({ videoId }) => ({ videoId }),
  },
  'publication.standing': {
    by: device('editor', 'publish'),
    reaching: ({ connectionId }) => ({
      items: [{ sha256: video.sha256, fileName: 'a.mp4', connectionId, kind: 'paused' }],
    }),
  },
  'publication.waiting': { by: anyKind('viewer', 'read') },
  'publication.calendar': { by: anyKind('viewer', 'read') },
  'publication.onChange': { by: person('viewer') },
  'order.give': {
    by: person('editor'),
    reaching: ({ deviceId, connectionId }) => ({
      ...{ id: crypto.randomUUID(), deviceId, connectionId, sha256: video.sha256 },
      wish: { kind: 'retry' },
    }),
  },
  'order.list': { by: anyKind('viewer', 'read') },
  'order.answer': {
    by: device('editor', 'publish'),
    reaching: ({ orderId }) => ({ orderId, state: 'done' }),
  },
  'order.onOrder': { by: device('editor', 'publish') },
  'analytics.track': {
    by: device('editor', 'publish'),
    reaching: ({ publicationId }) => ({ publicationId, idempotencyKey: 'key-12345678', outcome }),
  },
  'analytics.overview': { by: anyKind('viewer', 'read') },
  'analytics.videos': {
    by: anyKind('viewer', 'read'),
    reaching: ({ connectionId }) => ({ connectionId }),
  },
  'analytics.changed': {
    by: anyKind('viewer', 'read'),
    reaching: ({ publicationId }) => ({ publicationIds: [publicationId] }),
  },
  'analytics.platforms': { by: anyKind('viewer', 'read') },
  'analytics.compare': { by: anyKind('viewer', 'read') },
  'analytics.timeline': { by: anyKind('viewer', 'read') },
  'analytics.video': {
    by: anyKind('viewer', 'read'),
    reaching: ({ videoId }) => ({ videoId }),
  },
  'analytics.bestTimes': { by: anyKind('viewer', 'read') },
  'analytics.topVideos': { by: anyKind('viewer', 'read') },
  'analytics.export': { by: anyKind('viewer', 'read') },
  'webhook.list': { by: person('admin') },
  'webhook.create': { by: person('admin') },
  'webhook.save': {
    by: person('admin'),
    reaching: ({ webhookId }) => ({ webhookId, isOn: false }),
  },
  'webhook.remove': { by: person('admin'), reaching: ({ webhookId }) => ({ webhookId }) },
  'webhook.rotateSecret': { by: person('admin'), reaching: ({ webhookId }) => ({ webhookId }) },
  'webhook.test': { by: person('admin'), reaching: ({ webhookId }) => ({ webhookId }) },
  'webhook.deliveries': { by: person('admin'), reaching: ({ webhookId }) => ({ webhookId }) },
  'webhook.resend': {
    by: person('admin'),
    reaching: ({ webhookId, deliveryId }) => ({ webhookId, deliveryId }),
  },
}
