import type { Db } from '@content/db'

interface Stream {
  workspaceId: string
  deviceId: string
  streamId: string
}

/** Notes that a device listens on this stream, for that long unless it is noted again. */
export async function noteListening(db: Db, { until, ...stream }: Stream & { until: Date }) {
  await db
    .updateTable('device')
    .set({ listening_by: stream.streamId, listening_until: until })
    .where('workspace_id', '=', stream.workspaceId)
    .where('device_id', '=', stream.deviceId)
    .execute()
}

/** Notes that it listens no more; false when it does on a newer stream, or is gone. */
export async function noteDeaf(db: Db, { workspaceId, deviceId, streamId }: Stream) {
  const row = await db
    .updateTable('device')
    .set({ listening_by: null, listening_until: null })
    .where('workspace_id', '=', workspaceId)
    .where('device_id', '=', deviceId)
    .where('listening_by', '=', streamId)
    .returning('device_id')
    .executeTakeFirst()
  return row !== undefined
}
