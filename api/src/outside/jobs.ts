/** Work done on a timetable (pg-boss); each run gets a signal that aborts at shutdown. */
export interface Jobs {
  /** Runs `work` on a cron timetable (UTC), on one process at a time. */
  every(name: string, cron: string, work: (signal: AbortSignal) => Promise<void>): Promise<void>
  close(): Promise<void>
}
