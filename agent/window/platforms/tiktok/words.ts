import type { TikTokGuideline } from '@content/api/contract/platforms/tiktok'

const RULES_EN: Record<TikTokGuideline, string> = {
  visibilityIsOffered: 'Choose who can see it: TikTok asks each time.',
  commentsAreOn: 'Comments are switched off in the settings of this TikTok account.',
  duetsAreOn: 'Duets are switched off in the settings of this TikTok account.',
  stitchesAreOn: 'Stitches are switched off in the settings of this TikTok account.',
  disclosureSaysWhom:
    'You need to indicate if your content promotes yourself, a third party, or both.',
  brandedIsNotPrivate: 'Branded content visibility cannot be set to private.',
  musicIsAgreed: "Agree to TikTok's Music Usage Confirmation first.",
  brandedPolicyIsAgreed: "Agree to TikTok's Branded Content Policy first.",
}

const en = {
  postsTo: (name: string) => `Posts to the TikTok account ${name}`,
  notAsked: 'TikTok has not said yet what this account may choose. It is asked on your computer.',
  who: 'Who can see it',
  choose: 'Choose…',
  levels: {
    PUBLIC_TO_EVERYONE: 'Everyone',
    MUTUAL_FOLLOW_FRIENDS: 'Friends',
    FOLLOWER_OF_CREATOR: 'Followers',
    SELF_ONLY: 'Only me',
  } as Record<string, string>,
  allow: 'Allow',
  comment: 'Comment',
  duet: 'Duet',
  stitch: 'Stitch',
  off: 'switched off in your TikTok settings',
  disclose: 'Disclose video content',
  discloseWhy: 'Turn on if this video promotes goods or services in exchange for something.',
  own: 'Your brand',
  ownWhy: 'You promote yourself or your own business.',
  branded: 'Branded content',
  brandedWhy: 'You promote another brand or a third party.',
  labelled: (label: string) => `Your video will be labeled as "${label}".`,
  ai: 'Made with AI',
  music: 'Music Usage Confirmation',
  policy: 'Branded Content Policy',
  agree: "By posting, you agree to TikTok's",
  and: 'and',
  takesTime: 'It can take some minutes until it is seen there.',
  tooLong: (most: number) => `This account may post at most ${most} seconds.`,
  rules: RULES_EN,
}

const de: typeof en = {
  postsTo: name => `Wird im TikTok-Konto ${name} gepostet`,
  notAsked:
    'TikTok hat noch nicht gesagt, was dieses Konto wählen darf. Ihr Computer fragt danach.',
  who: 'Wer es sehen kann',
  choose: 'Bitte wählen…',
  levels: {
    PUBLIC_TO_EVERYONE: 'Alle',
    MUTUAL_FOLLOW_FRIENDS: 'Freunde',
    FOLLOWER_OF_CREATOR: 'Follower',
    SELF_ONLY: 'Nur ich',
  },
  allow: 'Erlauben',
  comment: 'Kommentare',
  duet: 'Duett',
  stitch: 'Stitch',
  off: 'in Ihren TikTok-Einstellungen ausgeschaltet',
  disclose: 'Videoinhalt offenlegen',
  discloseWhy: 'Einschalten, wenn das Video gegen eine Gegenleistung für etwas wirbt.',
  own: 'Ihre Marke',
  ownWhy: 'Sie werben für sich oder Ihr eigenes Unternehmen.',
  branded: 'Markeninhalt',
  brandedWhy: 'Sie werben für eine andere Marke oder für Dritte.',
  labelled: label =>
    label === 'Paid partnership'
      ? 'Ihr Video wird als „Bezahlte Partnerschaft“ gekennzeichnet.'
      : 'Ihr Video wird als „Werbeinhalt“ gekennzeichnet.',
  ai: 'Mit KI erstellt',
  music: 'Bestätigung zur Musiknutzung',
  policy: 'Richtlinie für Markeninhalte',
  agree: 'Mit dem Posten akzeptieren Sie von TikTok:',
  and: 'und',
  takesTime: 'Es kann einige Minuten dauern, bis es dort zu sehen ist.',
  tooLong: most => `Dieses Konto darf höchstens ${most} Sekunden posten.`,
  rules: {
    visibilityIsOffered: 'Wählen Sie, wer es sehen kann: TikTok fragt jedes Mal.',
    commentsAreOn: 'Kommentare sind in den Einstellungen dieses TikTok-Kontos ausgeschaltet.',
    duetsAreOn: 'Duette sind in den Einstellungen dieses TikTok-Kontos ausgeschaltet.',
    stitchesAreOn: 'Stitches sind in den Einstellungen dieses TikTok-Kontos ausgeschaltet.',
    disclosureSaysWhom: 'Geben Sie an, ob Sie für sich, für Dritte oder für beide werben.',
    brandedIsNotPrivate: 'Markeninhalte können nicht auf privat gestellt werden.',
    musicIsAgreed: 'Stimmen Sie zuerst TikToks Bestätigung zur Musiknutzung zu.',
    brandedPolicyIsAgreed: 'Stimmen Sie zuerst TikToks Richtlinie für Markeninhalte zu.',
  },
}

export const WORDS = { en, de }
