import { de } from './de/role.ts'
import { en } from './en/role.ts'
import { wordsIn } from './locale.ts'

const words = wordsIn({ en, de })

/** What each role is called. */
export const roleNames = () => words().names

/** What somebody of a role may do, after "you". */
export const roleMay = () => words().may

/** What each role is for, as a person choosing one reads it. */
export const roleSentences = () => words().sentences
