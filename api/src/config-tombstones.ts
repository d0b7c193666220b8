export const BUCKET_KEYS = ['BUCKET_KEY_ID', 'BUCKET_SECRET_KEY'] as const

export type TombstoneConfig =
  | { kind: 'file'; file: string }
  | {
      kind: 's3'
      prefix: string
      endpoint: string
      region: string
      bucket: string
      accessKeyId: string
      secretAccessKey: string
    }

interface Environment {
  DATA_DIR: string
  TOMBSTONES_URL?: string | undefined
  BUCKET_ENDPOINT?: string | undefined
  BUCKET_REGION: string
  BUCKET_KEY_ID?: string | undefined
  BUCKET_SECRET_KEY?: string | undefined
}

/** A file of this machine, unless a bucket is named that every process reaches. */
export function tombstonesOf(env: Environment): TombstoneConfig {
  if (!env.TOMBSTONES_URL) return { kind: 'file', file: `${env.DATA_DIR}/tombstones` }
  const { hostname: bucket, pathname } = new URL(env.TOMBSTONES_URL)
  return {
    kind: 's3',
    bucket,
    prefix: `${pathname.replace(/^\/+|\/+$/g, '') || 'tombstones'}/`,
    endpoint: env.BUCKET_ENDPOINT ?? `https://s3.${env.BUCKET_REGION}.amazonaws.com`,
    region: env.BUCKET_REGION,
    accessKeyId: env.BUCKET_KEY_ID ?? '',
    secretAccessKey: env.BUCKET_SECRET_KEY ?? '',
  }
}
