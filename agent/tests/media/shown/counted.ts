import type { Rgb } from './look.ts'

/** Each picture says which one it is: bars that are bright for a one and dark for a nought. */
export const BITS = 7

/** A source of numbered pictures for FFmpeg, of a size that every platform takes. */
export function bars({ rate, pictures }: { rate: number; pictures: number }): string {
  const level = `lum='if(mod(floor(N/pow(2,floor(X*${BITS}/W))),2),200,40)':cb=128:cr=128`
  return `color=s=368x368:r=${rate}:d=${pictures / rate},format=yuv420p,geq=${level}`
}

export const numberIn = (cells: readonly Rgb[]) =>
  cells.reduce((sum, [, green], bit) => sum + (green > 128 ? 2 ** bit : 0), 0)
