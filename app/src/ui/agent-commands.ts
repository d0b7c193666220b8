/** Where an agent looks for its server unless it is told otherwise. */
const USUAL_SERVER = 'http://localhost:8787'

/** What is typed on a computer that is to send its videos here. */
export function agentCommands(): string {
  const { origin } = window.location
  const server = origin === USUAL_SERVER ? [] : [`content config backend_api_url ${origin}`]
  return [...server, 'content gui'].join('\n')
}
