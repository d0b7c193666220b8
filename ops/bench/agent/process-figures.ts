import { readFileSync } from 'node:fs'

const MS_PER_TICK = 10

/** Processor time that a process has used so far, all its threads together. */
export function cpuMsOf(pid: number): number {
  const fields = statOf(String(pid))
  return (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK
}

/** Processor time that programs which this process started had used when they ended. */
export function cpuMsOfEnded(): number {
  const fields = statOf('self')
  return (Number(fields[13]) + Number(fields[14])) * MS_PER_TICK
}

function statOf(process: string): string[] {
  const stat = readFileSync(`/proc/${process}/stat`, 'utf8')
  // The program's name stands in brackets and may hold spaces.
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
}

/** Resident memory of a process in MB: now, or at its peak. */
export function memoryMbOf(pid: number, which: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(new RegExp(`${which}:\\s+(\\d+)`).exec(status)?.[1]) / 1000
}
