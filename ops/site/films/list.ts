import type { Film } from './film.ts'
import { connectChannel } from './scripts/connect.ts'
import { firstVideo } from './scripts/first-video.ts'
import { resume } from './scripts/resume.ts'
import { review } from './scripts/review.ts'
import { selfHosting } from './scripts/self-hosting.ts'

export const FILMS: readonly Film[] = [firstVideo, review, resume, connectChannel, selfHosting]
