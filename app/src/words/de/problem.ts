import type { en } from '../en/problem.ts'

export const de: typeof en = {
  sentences: {
    invalid: 'Etwas an der Anfrage stimmt nicht.',
    unauthenticated: 'Sie sind abgemeldet. Bitte melden Sie sich wieder an.',
    second_factor: 'Bitte geben Sie den Code aus Ihrer Authenticator-App ein.',
    device_login: 'Dieses Gerät wurde nicht hereingelassen.',
    plan_limit: 'Ihr Tarif enthält dies nicht.',
    forbidden: 'Das dürfen Sie nicht.',
    not_found: 'Das haben wir nicht gefunden.',
    method_not_allowed: 'Diese Adresse versteht diese Anfrage nicht.',
    conflict: 'Jemand hat dies gleichzeitig geändert.',
    connection_lost:
      'Die Plattform lässt uns nicht mehr hinein. Bitte verbinden Sie den Kanal neu.',
    too_large: 'Diese Anfrage ist zu groß.',
    media_type: 'Bitte senden Sie diese Anfrage als JSON.',
    rate_limited: 'Zu viele Anfragen. Bitte warten Sie etwas.',
    internal:
      'Bei uns ist etwas kaputtgegangen. Nichts von Ihnen ist verloren; bitte versuchen Sie es noch einmal.',
    upstream: 'Die Plattform hat nicht richtig geantwortet.',
    unavailable: 'Das geht gerade nicht. Bitte versuchen Sie es gleich noch einmal.',
  },
  unreachable:
    'Wir erreichen den Server nicht. Bitte prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.',
}
