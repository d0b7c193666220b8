import { z } from 'zod'
import { StorableText } from './text.ts'

export const LOGO_MAX_BYTES = 100 * 1024
/** Base64 of the largest logo. */
const LOGO_MAX_TEXT = Math.ceil(LOGO_MAX_BYTES / 3) * 4
/** What text needs to be read on its ground (WCAG 2, AA). */
const READABLE = 4.5

/** `#rrggbb`, in which white text on it, and it on white, can be read. */
export const BrandColour = z
  .string()
  .regex(/^#[0-9a-f]{6}$/i, 'Please give the colour as # and six hex digits.')
  .refine(isReadable, 'White text could not be read on this colour. Please choose a darker one.')

const NAME_LENGTH = 40
// What is described is what comes in, so the length is said there, too.
const BrandName = StorableText.meta({ minLength: 1, maxLength: NAME_LENGTH })
  .transform(text => text.replace(/\s+/g, ' ').trim())
  .pipe(
    z
      .string()
      .min(1, 'Please give a name.')
      .max(NAME_LENGTH)
      .regex(/^\P{C}*$/u, 'That is not a name.'),
  )

export const SaveBrand = z.object({
  name: BrandName,
  colour: BrandColour,
  /** PNG or WebP in base64; null takes the logo away, absent leaves it as it is. */
  logo: z
    .string()
    .max(LOGO_MAX_TEXT, 'A logo may have 100 KB.')
    .regex(/^[A-Za-z0-9+/]+={0,2}$/, 'That is not base64.')
    .nullable()
    .optional(),
})
export type SaveBrand = z.infer<typeof SaveBrand>

/** How a workspace appears in place of us; null throughout when it does not. */
export const Brand = z.object({
  name: z.string().nullable(),
  colour: z.string().nullable(),
  /** Where the picture is; a new one has a new address. */
  logoUrl: z.string().nullable(),
})
export type Brand = z.infer<typeof Brand>

/** Whether white words can be read on a colour. */
export function isReadable(colour: string): boolean {
  return contrastWithWhite(colour) >= READABLE
}

/** How far a colour stands out from white: 1 (not at all) to 21 (black). */
export function contrastWithWhite(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(at =>
    linear(Number.parseInt(colour.slice(at, at + 2), 16) / 255),
  )
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
}

const linear = (part: number) => (part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
