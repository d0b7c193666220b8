import type { Feature } from './feature.ts'

export const teams: Feature = {
  slug: 'teams',
  picture: 'connections',
  docs: '/docs/running/',
  command: 'bun run test api/tests/strangers.test.ts',
  en: {
    name: 'Teams and white label',
    short: 'Four roles, a record of who did what, and your own name on it.',
    title: 'For more than one pair of hands.',
    lead: 'Invite who helps you, with exactly as much as they need. Agencies put their own name, logo and colour on it.',
    alt: 'The channels of a workspace, each with the rule by which it publishes',
    parts: [
      {
        title: 'Four roles',
        text: 'Viewers see. Editors publish and decide what waits. Admins also connect channels, invite people and make keys. Owners also pay. Any number of people, on every plan.',
      },
      {
        title: 'Who did what',
        text: 'The audit log says who approved, connected, invited or deleted, and when. Each computer has a key of its own; taking it away is one press and counts at once.',
      },
      {
        title: 'Under your name',
        text: 'With Enterprise the dashboard carries your name, logo and colour, checked so that text on it can be read. API keys with scopes and signed webhooks connect it to what you have.',
      },
    ],
    limits: [
      'Single sign-on with SAML is not there yet.',
      'The colour has to be dark enough to read white text on; a brighter one is refused with the reason.',
    ],
  },
  de: {
    name: 'Teams und White Label',
    short: 'Vier Rollen, ein Protokoll, wer was tat, und Ihr eigener Name darauf.',
    title: 'Für mehr als ein Paar Hände.',
    lead: 'Laden Sie ein, wer Ihnen hilft, mit genau so viel, wie nötig ist. Agenturen setzen ihren eigenen Namen, ihr Logo und ihre Farbe darauf.',
    alt: 'Die Kanäle eines Arbeitsbereichs, jeder mit der Regel, nach der er veröffentlicht',
    parts: [
      {
        title: 'Vier Rollen',
        text: 'Betrachter sehen. Redakteure veröffentlichen und entscheiden, was wartet. Admins verbinden auch Kanäle, laden ein und machen Schlüssel. Inhaber zahlen auch. Beliebig viele Leute, in jedem Plan.',
      },
      {
        title: 'Wer was getan hat',
        text: 'Das Protokoll sagt, wer wann freigegeben, verbunden, eingeladen oder gelöscht hat. Jeder Computer hat einen eigenen Schlüssel; ihn wegzunehmen ist ein Klick und gilt sofort.',
      },
      {
        title: 'Unter Ihrem Namen',
        text: 'Mit Enterprise trägt das Dashboard Ihren Namen, Ihr Logo und Ihre Farbe, geprüft darauf, dass Text darauf lesbar ist. API-Schlüssel mit Rechten und signierte Webhooks verbinden es mit dem, was Sie haben.',
      },
    ],
    limits: [
      'Einmalanmeldung mit SAML gibt es noch nicht.',
      'Die Farbe muss dunkel genug für weißen Text sein; eine hellere wird mit Begründung abgelehnt.',
    ],
  },
}
