/** How one system keeps a program running for a person. */
export interface ServiceKind {
  /** What a person calls it. */
  name: string
  path: string
  content: string | Uint8Array
  /** In this order, each with what a person would type; the last one starts it. */
  enable: readonly (readonly string[])[]
  disable: readonly (readonly string[])[]
  start: readonly string[]
  stop: readonly string[]
  /** Ends with 0 while it runs. */
  running: readonly string[]
  /** Why the system may not listen, and what to do then. */
  hint: string
}

export interface ServiceContext {
  userHome: string
  /** The agent's own folder. */
  home: string
  /** Words that start `content watch`. */
  command: readonly string[]
  /** What it needs to know of this environment; never a key. */
  environment: Readonly<Record<string, string>>
  configHome: string | undefined
  userId: number
  userName: string
}
