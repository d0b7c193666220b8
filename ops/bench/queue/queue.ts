/** One way to keep jobs of many workspaces, as the bench drives it. */
export interface Queue {
  name: string
  /** Empties it. */
  clear(): Promise<void>
  /** Puts one job there in the transaction that writes down what happened. */
  enqueue(workspaceId: string): Promise<void>
  /** Does everything that waits; whose each job was, in the order in which they were done. */
  drain(): Promise<string[]>
  /** How many statements it has sent. */
  statements(): number
  close(): Promise<void>
}

/** As many at once as when mails are sent, and as many of one workspace. */
export const LANES = 4
export const MOST_OF_ONE = 2
export const CONNECTIONS = 8
