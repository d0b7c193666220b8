/** So much may leave at once after a quiet moment; the rest is spread evenly. */
const BURST_SECONDS = 0.1

/** Bytes a second, shared by all who ask. Debts are paid by waiting, in the order of asking. */
export function openBucket(steady: () => number = () => performance.now()) {
  let filledAt = steady()
  let bytes = 0
  return {
    /** Takes bytes at this rate; how long to wait before they may leave. */
    take(wanted: number, bytesPerSecond: number): number {
      const nowMs = steady()
      const most = bytesPerSecond * BURST_SECONDS
      bytes = Math.min(most, bytes + ((nowMs - filledAt) / 1000) * bytesPerSecond)
      filledAt = nowMs
      bytes -= wanted
      return bytes >= 0 ? 0 : (-bytes / bytesPerSecond) * 1000
    },
  }
}
