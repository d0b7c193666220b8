/** Tells everyone who watches a workspace that a publication changed; in memory or over Redis. */
export interface LiveFeed {
  publish(workspaceId: string, publicationId: string): Promise<void>
  /** Yields publication ids until `signal` aborts. */
  subscribe(workspaceId: string, signal: AbortSignal): AsyncIterable<string>
  close(): Promise<void>
}
