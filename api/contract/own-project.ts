import { z } from 'zod'
import { PLATFORMS, Platform, traitsOf } from './platforms/index.ts'

/** The project that a workspace brought for a platform; its secret is never shown again. */
export const OwnProject = z.object({
  clientId: z.string(),
  dailyInserts: z.number().int(),
  savedAt: z.iso.datetime(),
})
export type OwnProject = z.infer<typeof OwnProject>

// Only one platform offers it so far, and clients of that time do not name it.
const OFFERING = PLATFORMS.filter(it => traitsOf(it).ownProject)
// Safe cast: one offers it, or nothing would be here.
const FIRST = OFFERING[0] as Platform

const OFFERED = OFFERING.flatMap(it => traitsOf(it).ownProject ?? [])
const ANY_CLIENT_ID = new RegExp(OFFERED.map(it => it.clientId.source).join('|'))
const CLIENT_ID_SAYS = OFFERED.map(it => it.clientIdSays).join(' ')

/** Where a workspace may bring a developer account of its own. */
export const OwnProjectPlatform = z.enum(OFFERING).default(FIRST)

/** Brings a project of one's own, or with null goes back to ours; channels are connected anew. */
export const UseOwnProject = z
  .object({
    platform: OwnProjectPlatform,
    project: z
      .object({
        clientId: z.string().trim().regex(ANY_CLIENT_ID, CLIENT_ID_SAYS),
        clientSecret: z
          .string()
          .trim()
          .regex(/^[\x21-\x7e]{8,200}$/, 'A client secret has 8 to 200 visible characters.'),
        /** How many videos a day the platform lets this project begin. */
        dailyInserts: z.number().int().min(1).max(1_000_000).default(100),
      })
      .nullable(),
  })
  .superRefine(({ platform, project }, ctx) => {
    const own = traitsOf(platform).ownProject
    if (!own || !project || own.clientId.test(project.clientId)) return
    ctx.addIssue({ code: 'custom', path: ['project', 'clientId'], message: own.clientIdSays })
  })
export type UseOwnProject = z.input<typeof UseOwnProject>

/** `redirectUri` is what the project must allow people to be sent back to. */
export const OwnProjectShown = z.object({
  platform: Platform,
  project: OwnProject.nullable(),
  redirectUri: z.string(),
})
export type OwnProjectShown = z.infer<typeof OwnProjectShown>
