import type { z } from 'zod'
import type * as contract from '../../../contract/index.ts'
import { definitionOf, Metadata, PLATFORMS } from '../../../contract/index.ts'

type Shapes = typeof contract
type Sent<Name extends keyof Shapes> = Shapes[Name] extends z.ZodType
  ? z.input<Shapes[Name]>
  : never

const video = {
  sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  fileName: 'harbour at dawn.mp4',
  sizeBytes: 48_213_004,
  durationMs: 42_000,
}
const publicationId = '0f8e4d5a-6a0c-4f0e-9b57-3f6d2a1c7e11'

/** What the larger shapes look like in use, by their names in the contract. */
// The first platform's draft of a clip, so that the example is one that is taken.
const [FIRST] = PLATFORMS
const WORDS = Metadata.parse({
  platform: FIRST,
  ...(FIRST &&
    definitionOf(FIRST).draft({
      title: 'Harbour at dawn',
      keywords: ['harbour', 'dawn'],
      recordedOn: null,
      length: '0:45',
    })),
})

export const EXAMPLES = {
  Register: { email: 'ada@example.com', password: 'a long sentence is best', name: 'Ada' },
  Login: { email: 'ada@example.com', password: 'a long sentence is best', device: 'studio' },
  BeginDeviceLogin: { device: 'studio' },
  GenerateMetadata: {
    facts: {
      fileName: video.fileName,
      durationMs: video.durationMs,
      width: 1080,
      height: 1920,
      fps: 30,
      hasAudio: true,
    },
    platforms: PLATFORMS.slice(0, 2),
    language: 'en',
  },
  Quota: {
    plan: 'pro',
    period: '2026-05-01',
    used: 12,
    held: 1,
    extra: 0,
    limit: 100,
    remaining: 87,
    resetsAt: '2026-06-01T00:00:00.000Z',
  },
  ReservePublication: {
    video,
    connectionId: '5b1d2c3e-8f4a-4b6c-9d7e-1a2b3c4d5e6f',
    metadata: WORDS,
  },
  ReportProgress: { publicationId, state: 'uploading', percent: 40 },
  TrackPublication: {
    idempotencyKey: `${publicationId}:published`,
    publicationId,
    outcome: {
      state: 'published',
      remoteId: 'dQw4w9WgXcQ',
      url: 'https://video.example.com/dQw4w9WgXcQ',
      publishedAt: '2026-05-02T06:30:00.000Z',
    },
  },
  ResolvePublication: { publicationId, saw: { verdict: 'isNotThere' } },
} satisfies { [Name in keyof Shapes]?: Sent<Name> }
