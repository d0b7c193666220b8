import { DELETION_GRACE_DAYS } from '@content/api/contract'
import type { Pages } from './page.ts'

export const pages: Pages = {
  privacy: {
    title: 'Privacy',
    description:
      'Which data Content Creation keeps, what each is for, and for how long: taken from the very registry by which it is exported and deleted.',
    lead: 'The table below is not written by hand: it is the registry by which data is exported, deleted and let go.',
    sections: [
      {
        title: 'In short',
        text: [
          'Your videos never reach us. We keep who you are, which channels you connected, what was published and what came of it, so that the product can do its work. We sell nothing, show no advertising and load nothing from others on our pages.',
        ],
      },
      {
        title: 'Why we may',
        text: [
          'To fulfil the contract with you (Art. 6(1)(b) GDPR): account, channels, publications, figures, payments. For a legitimate interest (Art. 6(1)(f)): keeping the service safe, such as sign-in tries and the audit log. By law (Art. 6(1)(c)): invoices.',
        ],
      },
      {
        title: 'Your rights',
        text: [
          `You can see, take along, correct and delete your data yourself, in the settings under Privacy: the export holds every table about you, and a deletion is carried out after ${DELETION_GRACE_DAYS} days, until which you can take it back. You may object, and complain to a supervisory authority.`,
        ],
      },
    ],
  },
  terms: {
    title: 'Terms',
    description: 'What you may expect of us and what we expect of you.',
    lead: 'What you may expect of us, and what we expect of you, in words that one can read.',
    sections: [
      {
        title: 'What we do',
        text: [
          'We run the server to which your agent speaks: accounts, words, connections, plans and figures. The agent itself is open source under the MIT licence and runs on your own machine.',
        ],
      },
      {
        title: 'What is yours',
        text: [
          "Videos, words and channels are yours and stay yours. You may publish what you have the rights for, within the rules of each platform; YouTube's, Meta's, TikTok's and LinkedIn's terms hold for what you publish there.",
        ],
      },
      {
        title: 'Plans and payment',
        text: [
          'Prices, limits and what happens at a limit stand on the page of prices. Plans are paid in advance by the month or the year and can be cancelled at any time, to the end of what is paid.',
        ],
      },
      {
        title: 'What you may not do',
        text: [
          'No spam, no publishing in the name of others without their leave, no attempts on the accounts of others. Testing our security is welcome, with stand-ins on your own machine.',
        ],
      },
      {
        title: 'Ending',
        text: [
          'You can delete your account at any time. We may end it for a serious breach, after telling you; you can take your data along before.',
        ],
      },
      {
        title: 'Liability',
        text: ["To be completed by the operator's lawyer for the law that applies."],
      },
    ],
  },
  dpa: {
    title: 'Data processing agreement',
    description:
      'The agreement by which Content Creation processes personal data for its customers, under Art. 28 GDPR.',
    lead: 'For customers who process personal data of others with us (Art. 28 GDPR).',
    sections: [
      {
        title: 'Subject and duration',
        text: [
          'Processing for publishing videos and reading their figures, for as long as the contract runs.',
        ],
      },
      {
        title: 'Kinds of data and of people',
        text: [
          "Names and mail addresses of the customer's people; titles, captions and small pictures of videos, in which people may be seen; public figures of posts. Every column stands in the table of the page on privacy.",
        ],
      },
      {
        title: 'Instructions',
        text: [
          'We process only on documented instructions: the settings of the workspace, its rules and its approvals are those instructions.',
        ],
      },
      {
        title: 'Measures',
        text: [
          'Those of the page on security: sealed tokens, one workspace a question, hashed keys, an audit log, pinned dependencies, encrypted transport, backups that can be brought back.',
        ],
      },
      {
        title: 'Subprocessors',
        text: [
          'Those of the page on subprocessors. We tell of a new one before it begins, and the customer may object.',
        ],
      },
      {
        title: 'Help, deletion and proof',
        text: [
          'Export and deletion are functions of the product. After the end everything is deleted but what the law makes us keep. We give what is needed to prove all this.',
        ],
      },
      {
        title: 'Breaches',
        text: ['We tell the customer of a breach without delay, with what we know.'],
      },
    ],
  },
  cookies: {
    title: 'Cookies',
    description:
      'Which cookies Content Creation sets: one to keep you signed in, one to know a browser again. None to follow you.',
    lead: 'This site sets none. The dashboard sets what it needs to work, and asks nothing else of your browser.',
    sections: [
      {
        title: 'On this site',
        text: [
          'No cookies, no storage, no requests to others. There is nothing to consent to, so no banner asks.',
        ],
      },
      {
        title: 'In the dashboard',
        text: [
          "One cookie that keeps you signed in, and one by which a browser is known again, so that you get a mail only when a new one signs in. Both are needed for what you asked for (§ 25(2) TDDDG, Art. 5(3) ePrivacy Directive), cannot be read by scripts, and are sent to us alone. The chosen language is kept in your browser's own storage, and so is, while you pay, the plan that you had before.",
        ],
      },
    ],
  },
  imprint: {
    title: 'Imprint',
    description: 'Who runs this service.',
    lead: 'Who runs this service.',
    sections: [],
  },
  subprocessors: {
    title: 'Subprocessors',
    description: 'Who else gets data when Content Creation does its work, and for what.',
    lead: 'Who else gets data when the product does its work, what for, and which data.',
    sections: [],
  },
}

/** What they share. */
export const words = {
  template:
    'This page is a template. What stands in brackets is to be filled in by whoever runs the service, in operator.json, and the whole to be read by their lawyer.',
  missing: (field: string) => `[${field}]`,
  operator: 'Who is responsible',
  fields: {
    name: 'name',
    address: 'address',
    country: 'country',
    email: 'mail address',
    phone: 'telephone',
    represented: 'represented by',
    register: 'register and number',
    vatId: 'VAT number',
    dataProtectionContact: 'contact for data protection',
    supervisoryAuthority: 'supervisory authority',
    governingLaw: 'law that applies',
  },
  tables: 'Every table, every column',
  tablesText: 'What is sealed or hashed is exported as what it is for, never as what is in it.',
  column: 'Column',
  purpose: 'What for',
  inExport: 'In your export',
  exported: {
    'as it is': 'yes',
    'as its purpose': 'as its purpose',
    no: 'no, about nobody',
  } as Record<string, string>,
  subject: { workspace: 'About a workspace', person: 'About a person', none: 'About nobody' },
  keep: {
    'as long as its subject': 'kept as long as whom it is about',
    always: (because: string) => `kept always: ${because}`,
    days: (count: number) =>
      count === 0
        ? 'removed when it has ended'
        : `removed ${count} ${count === 1 ? 'day' : 'days'} after it`,
  },
  english: '',
  who: 'Who',
  what: 'What for',
  which: 'Which data',
  none: 'The operator has named no further ones.',
}
