/** What stands around the page and can do more than a browser; whatever is missing falls back. */
export interface Host {
  /** The folder dialog of the system; null when somebody left it without a choice. */
  chooseFolder?: (startIn: string) => Promise<string | null>
}

/** Filled by a native window before the page is drawn; in a browser it stays empty. */
export const host: Host = {}
