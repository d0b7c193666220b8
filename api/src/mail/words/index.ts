import type { MailKind } from '../mail-kinds.ts'
import type { Write } from '../words.ts'
import { accountDeleted } from './account-deleted.ts'
import { addressProven } from './address-proven.ts'
import { connectionLost } from './connection-lost.ts'
import { deletionPlanned } from './deletion-planned.ts'
import { emailChange } from './email-change.ts'
import { emailChanged } from './email-changed.ts'
import { exportReady } from './export-ready.ts'
import { invite } from './invite.ts'
import { keyMade } from './key-made.ts'
import { operatorAlert } from './operator-alert.ts'
import { passwordChanged } from './password-changed.ts'
import { paymentFailed } from './payment-failed.ts'
import { planChanged } from './plan-changed.ts'
import { publicationFailed } from './publication-failed.ts'
import { quota } from './quota.ts'
import { receipt } from './receipt.ts'
import { reset } from './reset.ts'
import { secondFactor } from './second-factor.ts'
import { signUpTried } from './sign-up-tried.ts'
import { signedIn } from './signed-in.ts'
import { verify } from './verify.ts'
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
  connection_lost: connectionLost,
  payment_failed: paymentFailed,
  receipt,
  plan_changed: planChanged,
  export_ready: exportReady,
  deletion_planned: deletionPlanned,
  account_deleted: accountDeleted,
  webhook_off: webhookOff,
  operator_alert: operatorAlert,
}
