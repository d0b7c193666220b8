import { PLATFORM_NAMES, PLATFORMS } from '@content/api/contract'

interface Subprocessor {
  name: string
  en: { what: string; which: string }
  de: { what: string; which: string }
}

/** Whom the product itself speaks to; who hosts it is known to its operator alone. */
export const SUBPROCESSORS: readonly Subprocessor[] = [
  ...PLATFORMS.map(it => ({
    name: PLATFORM_NAMES[it],
    en: {
      what: 'Publishing, and reading figures',
      which:
        'What you connect it for: words, figures, access. The video goes there from your own computer.',
    },
    de: {
      what: 'Veröffentlichen und Zahlen lesen',
      which:
        'Wofür Sie es verbinden: Worte, Zahlen, Zugang. Das Video geht von Ihrem eigenen Computer dorthin.',
    },
  })),
  {
    name: 'Stripe',
    en: { what: 'Payments', which: 'Mail address, plan, card (which we never see)' },
    de: { what: 'Zahlungen', which: 'Mailadresse, Plan, Karte (die wir nie sehen)' },
  },
  {
    name: 'OpenAI',
    en: {
      what: 'Writing words, where the operator has set a model; another compatible service may stand here',
      which: 'Facts of the file, small frames, your prompts',
    },
    de: {
      what: 'Texte schreiben, wo der Betreiber ein Modell eingestellt hat; hier kann auch ein anderer kompatibler Dienst stehen',
      which: 'Angaben zur Datei, kleine Bilder, Ihre Vorgaben',
    },
  },
  {
    name: 'PostHog',
    en: {
      what: 'Counting how far workspaces get, where the operator has set a key for it',
      which:
        'That a workspace began, connected a channel, published, met its limit, upgraded or renewed; its plan, and a number in place of its name',
    },
    de: {
      what: 'Zählen, wie weit Arbeitsbereiche kommen, wo der Betreiber einen Schlüssel dafür eingestellt hat',
      which:
        'Dass ein Arbeitsbereich begann, einen Kanal verband, veröffentlichte, sein Limit erreichte, aufstieg oder verlängerte; sein Plan und eine Nummer statt seines Namens',
    },
  },
  {
    name: 'Sentry',
    en: {
      what: 'Faults of the server, the dashboard, and agents that may tell of them, where the operator has set an address for them; a compatible service such as GlitchTip may stand here',
      which:
        'Where in our code it failed and a number of the request; no names, words, files or addresses',
    },
    de: {
      what: 'Fehler von Server, Dashboard und von Agenten, die davon erzählen dürfen, wo der Betreiber eine Adresse dafür eingestellt hat; hier kann auch ein kompatibler Dienst wie GlitchTip stehen',
      which:
        'Wo in unserem Code es misslang und eine Nummer der Anfrage; keine Namen, Worte, Dateien oder Adressen',
    },
  },
  {
    name: 'Have I Been Pwned',
    en: {
      what: 'Refusing stolen passwords, where the operator has set an address for it',
      which: 'Five digits of a hash of the password, and nothing that says whose it is',
    },
    de: {
      what: 'Gestohlene Passwörter ablehnen, wo der Betreiber eine Adresse dafür eingestellt hat',
      which: 'Fünf Stellen eines Hashes des Passworts, und nichts, was sagt, wessen es ist',
    },
  },
]
