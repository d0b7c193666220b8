/** Our app at one platform. `origin`, when set, stands in for every host of that platform. */
export interface ClientSettings {
  clientId: string
  clientSecret: string
  origin: string | null
  now: () => Date
}
