import { z } from 'zod'

/** The Google project that a workspace brought for YouTube; its secret is never shown again. */
export const OwnProject = z.object({
  clientId: z.string(),
  dailyInserts: z.number().int(),
  savedAt: z.iso.datetime(),
})
export type OwnProject = z.infer<typeof OwnProject>

const CLIENT_ID = /^[\w-]{6,120}\.apps\.googleusercontent\.com$/

/** Brings a project of one's own, or with null goes back to ours; channels are connected anew. */
export const UseOwnProject = z.object({
  project: z
    .object({
      clientId: z
        .string()
        .trim()
        .regex(CLIENT_ID, 'A client id of Google ends in .apps.googleusercontent.com.'),
      clientSecret: z
        .string()
        .trim()
        .regex(/^[\x21-\x7e]{8,200}$/, 'A client secret has 8 to 200 visible characters.'),
      /** How many videos a day Google lets this project begin. */
      dailyInserts: z.number().int().min(1).max(1_000_000).default(100),
    })
    .nullable(),
})
export type UseOwnProject = z.input<typeof UseOwnProject>

/** `redirectUri` is what the project must allow people to be sent back to. */
export const OwnProjectShown = z.object({
  project: OwnProject.nullable(),
  redirectUri: z.string(),
})
export type OwnProjectShown = z.infer<typeof OwnProjectShown>
