import { PLATFORMS } from '../../api/contract/index.ts'

export type Answers = Record<string, string | undefined>

interface Question {
  /** As a flag. */
  name: string
  /** What in the file answers it already. */
  setting: string
  ask: string
  /** What an empty answer means; null where there has to be one. */
  usual: string | null
  says: string
  isFit(answer: string): boolean
}

const isUrl = (text: string, protocols: string[]) =>
  URL.canParse(text) && protocols.includes(new URL(text).protocol)
const split = (text: string) => text.split(',').map(part => part.trim())

/** All that nobody but the operator can know. */
export const QUESTIONS: readonly Question[] = [
  {
    name: 'domain',
    setting: 'DOMAIN',
    ask: 'The name that people will reach it by (its DNS must lead here)',
    usual: null,
    says: 'is a name such as studio.example.com, without https:// and without a path',
    isFit: text => /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$/i.test(text),
  },
  {
    name: 'operator',
    setting: 'OPERATORS',
    ask: 'Your e-mail address',
    usual: null,
    says: 'is an e-mail address',
    isFit: text => split(text).every(it => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(it)),
  },
  {
    name: 'platforms',
    setting: 'PLATFORMS',
    ask: `Which platforms (${PLATFORMS.join(', ')})`,
    usual: PLATFORMS.join(','),
    says: `is some of ${PLATFORMS.join(', ')}`,
    isFit: text => split(text).every(it => PLATFORMS.some(known => known === it)),
  },
  {
    name: 'smtp',
    setting: 'SMTP_URL',
    ask: 'Who sends mail (smtps://USER:PASSWORD@HOST)',
    usual: 'none',
    says: 'is smtps://USER:PASSWORD@HOST, or none',
    isFit: text => text === 'none' || isUrl(text, ['smtps:']),
  },
  {
    name: 'openai',
    setting: 'OPENAI_API_KEY',
    ask: 'The key of the model that writes texts',
    usual: 'none',
    says: 'is a key without spaces, or none',
    isFit: text => /^\S+$/.test(text),
  },
]

/** What is wrong with each answer; never an answer itself, which may be a secret. */
export function unfit(answers: Answers): string[] {
  return QUESTIONS.flatMap(({ name, says, isFit }) => {
    const answer = answers[name]
    if (answer === undefined) return [`--${name} is missing: it ${says}.`]
    return isFit(answer) ? [] : [`--${name} ${says}.`]
  })
}
