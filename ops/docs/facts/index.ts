import type { Facts } from '../blocks.ts'
import { platformFacts } from './platform.ts'

/** Everything that a document can have said by the code. */
export const FACTS: Facts = { ...platformFacts }
