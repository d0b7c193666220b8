import type { MailKind } from '../mail-kinds.ts'
import type { Write } from '../words.ts'
import { accountDeleted } from './account/account-deleted.ts'
import { addressProven } from './account/address-proven.ts'
import { deletionPlanned } from './account/deletion-planned.ts'
import { emailChange } from './account/email-change.ts'
import { emailChanged } from './account/email-changed.ts'
import { exportReady } from './account/export-ready.ts'
import { keyMade } from './account/key-made.ts'
import { passwordChanged } from './account/password-changed.ts'
import { reset } from './account/reset.ts'
import { secondFactor } from './account/second-factor.ts'
import { signUpTried } from './account/sign-up-tried.ts'
import { signedIn } from './account/signed-in.ts'
import { verify } from './account/verify.ts'
import { paymentFailed } from './billing/payment-failed.ts'
import { planChanged } from './billing/plan-changed.ts'
import { quota } from './billing/quota.ts'
import { receipt } from './billing/receipt.ts'
import { connectionEnding } from './connection-ending.ts'
import { connectionLost } from './connection-lost.ts'
import { firstSteps } from './first-steps.ts'
import { invite } from './invite.ts'
import { operatorAlert } from './operator-alert.ts'
import { publicationFailed } from './publication-failed.ts'
import { videoLive } from './video-live.ts'
import { videoWaiting } from './video-waiting.ts'
import { webhookOff } from './webhook-off.ts'

/** The words of every kind of mail. */
export const WORDS: { [K in MailKind]: Write<K> } = {
  verify,
  reset,
  email_change: emailChange,
  email_changed: emailChanged,
  password_changed: passwordChanged,
  address_proven: addressProven,
  key_made: keyMade,
  sign_up_tried: signUpTried,
  second_factor: secondFactor,
  invite,
  signed_in: signedIn,
  quota,
  publication_failed: publicationFailed,
  video_live: videoLive,
  video_waiting: videoWaiting,
  connection_lost: connectionLost,
  connection_ending: connectionEnding,
  first_steps: firstSteps,
  payment_failed: paymentFailed,
  receipt,
  plan_changed: planChanged,
  export_ready: exportReady,
  deletion_planned: deletionPlanned,
  account_deleted: accountDeleted,
  webhook_off: webhookOff,
  operator_alert: operatorAlert,
}
