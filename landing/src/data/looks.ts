import type { Platform } from '@content/api/contract'

/** The signs of the platforms as the dashboard draws them, in a box of 24 by 24. */
export const LOOKS: Record<Platform, { tile: string; shape: string }> = {
  youtube: { tile: '#dc2626', shape: 'M9 7.5v9l7.5-4.5z' },
  instagram: {
    tile: 'linear-gradient(45deg, #f59e0b, #db2777 50%, #9333ea)',
    shape: 'M7 7h10v10H7zM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z',
  },
  tiktok: {
    tile: 'light-dark(#000, #44403c)',
    shape: 'M11 6.5h2.2c.2 1.9 1.3 3 3.3 3.2v2.2c-1.3 0-2.4-.4-3.3-1v4.3a3.4 3.4 0 1 1-2.2-3.2z',
  },
  linkedin: {
    tile: '#0369a1',
    shape: 'M7 7h2v2H7zm0 3h2v7H7zm4 0h2v1c1.2-1.9 4.5-1.6 4.5 2v4h-2v-3.6c0-2-2.5-2-2.5 0V17h-2z',
  },
}
