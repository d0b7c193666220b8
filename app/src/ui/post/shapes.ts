/** What people press under a post, as strokes in a box of 24 by 24. */
export const HEART = 'M12 20s-8-5-8-11a4.5 4.5 0 0 1 8-2.8A4.5 4.5 0 0 1 20 9c0 6-8 11-8 11z'
export const BUBBLE = 'M20 12a8 8 0 1 1-3.5-6.6A8 8 0 0 1 20 12zm-1 4l1 4-4-1'
export const PLANE = 'M21 3L10 14M21 3l-7 18-4-7-7-4z'
export const ARROW = 'M14 5l7 7-7 6v-4c-5 0-8 1-11 5 0-6 4-10 11-10z'
export const THUMB = 'M7 11v9H3v-9zm0 0l4-8c2 0 3 1 3 3l-1 4h6a2 2 0 0 1 2 2l-2 6a2 2 0 0 1-2 2H7'
export const BOOKMARK = 'M6 3h12v18l-6-4-6 4z'
export const LOOP = 'M17 2l4 4-4 4M21 6H7a4 4 0 0 0-4 4v1M7 22l-4-4 4-4M3 18h14a4 4 0 0 0 4-4v-1'
