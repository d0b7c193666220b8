import { z } from 'zod'

/** What the window's runtime hands to the program that it starts beside itself. */
export const Handshake = z.object({
  nlPort: z.coerce.number().int().min(1).max(65_535),
  nlToken: z.string().min(1),
  nlConnectToken: z.string().min(1),
  nlExtensionId: z.string().min(1),
})
export type Handshake = z.infer<typeof Handshake>

/** It comes by standard input, so that it stands in no argument and in no environment. */
export function readHandshake(given: string): Handshake {
  return Handshake.parse(JSON.parse(given))
}
