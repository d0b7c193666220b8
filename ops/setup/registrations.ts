import { definitionOf, PLATFORMS } from '../../api/contract/index.ts'
import { appSettings } from './environment.ts'

/** What to tell each platform of this server, and what to do next; no secret is shown. */
export function registrations(settings: Map<string, string>, file: string): string {
  const url = settings.get('PUBLIC_URL') ?? ''
  const offered = PLATFORMS.filter(it => (settings.get('PLATFORMS') ?? '').split(',').includes(it))
  const parts = offered.map(platform => {
    const { name, app, scopes, traits } = definitionOf(platform)
    const signed = traits.signsRequests
      ? [
          `  when somebody takes access back   ${url}/api/v1/meta/deauthorize`,
          `  when somebody asks to be deleted  ${url}/api/v1/meta/data-deletion`,
        ]
      : []
    return [
      `${name}: an app of yours there, with`,
      `  the address to come back to       ${url}/oauth/${platform}/callback`,
      ...signed,
      `  these permissions                 ${Object.keys(scopes).join(' ')}`,
      `  then in ${file}: ${app.id} and ${app.secret}`,
    ].join('\n')
  })
  const lacking = appSettings(offered.join(',')).filter(name => !settings.get(name))
  const next = lacking.length > 0 ? [`Still empty: ${lacking.join(', ')}.`] : []
  return [
    `${file} is written; nobody but you can read it.`,
    ...parts,
    [
      ...next,
      'Is it complete?  docker compose -f ops/compose.prod.yaml run --rm --no-deps api-1 check',
      'Start:           docker compose -f ops/compose.prod.yaml up --detach',
    ].join('\n'),
  ].join('\n\n')
}
