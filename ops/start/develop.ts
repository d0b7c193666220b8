import { type AgentPlace, followAgent, startAgent } from './agent.ts'
import type { PublicationStatus, VideoStatus } from './agent-status.ts'
import { asObject, type Child, type Family, keepReading } from './children.ts'
import { keepCurrent, labelled, type Screen } from './current.ts'
import { anyPort, freePort } from './free-port.ts'
import type { Options } from './options.ts'
import { startPageServer } from './page-server.ts'
import { type Origins, type Server, startSandboxes, startServer, USUAL_PORT } from './server.ts'

interface Developing extends Screen {
  options: Options
  /** Signs the demo creator in and says where everything is. */
  greet: (it: {
    options: Options
    family: Family
    server: Server
    origins: Origins
  }) => Promise<AgentPlace>
  /** Says yes to what goes to a stand-in, and asks the person about what is real. */
  demoConsent: (place: AgentPlace, video: VideoStatus, it: PublicationStatus) => Promise<unknown>
}

/** `bun run dev`: one address, one screen, and whatever changes is there at once. */
export async function develop({
  options,
  family,
  say,
  greet,
  demoConsent,
}: Developing): Promise<number> {
  const screen = { family, say }
  const front = await frontPort(options)
  const behind = { port: await anyPort(), publicUrl: `http://localhost:${front}` }
  let origins: Origins = {}
  await keepCurrent(
    {
      name: 'sandboxes',
      code: ['ops/sandbox'],
      begin: async () => {
        // Each keeps the port it had, so nobody has to be told.
        const sandboxes = await startSandboxes(options, family)
        origins = sandboxes.origins
        return heard(sandboxes.child, say, 'sandboxes')
      },
    },
    screen,
  )
  let server: Server | undefined
  await keepCurrent(
    {
      name: 'api',
      code: ['api/src', 'api/contract', 'db'],
      begin: async () => {
        server = await startServer(options, family, { origins, behind })
        return heard(server.child, say, 'api')
      },
    },
    screen,
  )
  await startPageServer(family, { front, api: behind.port }, say)
  if (!server) throw new Error('The server did not start.')
  const place = await greet({ options, family, server, origins })
  await keepCurrent(
    {
      name: 'agent',
      code: ['agent/src', 'api/contract'],
      begin: () => startWatching(place, say, demoConsent),
    },
    screen,
  )
  say(`\nWatching ${options.watchFolder}. Change a file of app, api, agent or ops/sandbox.`)
  say('Ctrl-C ends all of it.\n')
  return new Promise(() => {})
}

async function frontPort(options: Options): Promise<number> {
  return options.port || (await freePort(options.port === 0 ? 0 : USUAL_PORT)) || anyPort()
}

async function startWatching(
  place: AgentPlace,
  say: (line: string) => void,
  consent: Developing['demoConsent'],
): Promise<Child> {
  const agent = await startAgent(place, ['watch'])
  const tell = (text: string) => say(labelled('agent', text.trim()))
  void (async () => {
    const statuses = followAgent(agent, tell, async (video, it) => {
      await consent(place, video, it)
    })
    for await (const _ of statuses);
  })()
  return agent
}

/** Says what a part warns of. */
function heard(child: Child, say: (line: string) => void, name: string): Child {
  void keepReading(child, line => {
    const log = asObject(line)
    if (log?.level === 'info') return
    say(labelled(name, log ? `${log.level}: ${log.message} ${log.reason ?? ''}`.trim() : line))
  })
  return child
}
