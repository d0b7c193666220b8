import type { GenerateMetadata, Metadata, MetadataAuthor } from '../../contract/index.ts'

export interface WriteRequest extends GenerateMetadata {
  prompt: string | null
  brandVoice: string | null
}

/** Writes the words for each platform; never fails: a broken model ends in an offline draft. */
export interface MetadataWriter {
  write(
    request: WriteRequest,
    signal: AbortSignal,
  ): Promise<{ metadata: Metadata[]; author: MetadataAuthor }>
}
