import type { Facts } from '../blocks.ts'
import { commandFacts } from './commands.ts'
import { eventFacts } from './events.ts'
import { mediaFacts } from './media.ts'
import { planFacts } from './plans.ts'
import { platformFacts } from './platform.ts'
import { restFacts } from './rest.ts'
import { settingFacts } from './settings.ts'

/** Everything that a document can have said by the code. */
export const FACTS: Facts = {
  ...platformFacts,
  ...commandFacts,
  ...settingFacts,
  ...restFacts,
  ...eventFacts,
  ...planFacts,
  ...mediaFacts,
}
