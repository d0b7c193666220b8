/** What a release was told when it was made (agent/package/core.ts). */
export interface Release {
  target: string
  version: string
  /** Where the signed list of versions lies; null: it does not update itself. */
  updateUrl: string | null
  /** Public keys, each as `ed25519/BASE64`. */
  updateKeys: readonly string[]
}

// Whoever compiles a release puts a value in the place of this name; elsewhere there is none.
declare const CONTENT_RELEASE: Release | undefined

/** The release that runs here; null where the agent runs from its sources or from npm. */
export const ownRelease: Release | null =
  typeof CONTENT_RELEASE === 'undefined' ? null : CONTENT_RELEASE
