import { brightbean } from './rivals/brightbean.ts'
import { postForMe } from './rivals/post-for-me.ts'
import { postiz } from './rivals/postiz.ts'
import { postybirb } from './rivals/postybirb.ts'
import type { Rival } from './rivals/rival.ts'
import { trypost } from './rivals/trypost.ts'

export type { Rival } from './rivals/rival.ts'

export const RIVALS: readonly Rival[] = [postiz, trypost, brightbean, postForMe, postybirb]
