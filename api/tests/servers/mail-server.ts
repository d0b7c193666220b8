/** A real SMTP server on a free port, which does to each mail what a test wants done. */
import type { Socket } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

export interface Received {
  from: string
  to: string[]
  source: string
  isSecure: boolean
}

export interface MailServer {
  url: string
  received: Received[]
  /** Every recipient that was offered, taken or not. */
  offered: string[]
  close(): Promise<void>
}

export interface Behaviour {
  /** What is said to the n-th recipient, from 1; undefined takes it. */
  onRecipient?: (address: string, count: number) => SmtpNo | undefined
  /** What happens at the n-th mail's content, from 1. */
  onContent?: (count: number) => 'take' | 'drop' | 'never' | SmtpNo
  options?: SMTPServerOptions
}

export interface SmtpNo {
  code: number
  words: string
}

const errorOf = ({ code, words }: SmtpNo) => Object.assign(new Error(words), { responseCode: code })

/** Starts it; close ends every connection, also those that a test left hanging. */
export async function mailServer({
  onRecipient = () => undefined,
  onContent = () => 'take',
  options = {},
}: Behaviour = {}): Promise<MailServer> {
  const received: Received[] = []
  const offered: string[] = []
  const sockets = new Set<Socket>()
  let contents = 0
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: options.cert ? [] : ['STARTTLS'],
    ...options,
    onRcptTo({ address }, _session, done) {
      offered.push(address)
      const no = onRecipient(address, offered.length)
      done(no ? errorOf(no) : null)
    },
    onData(stream, session, done) {
      contents += 1
      const answer = onContent(contents)
      const chunks: Buffer[] = []
      stream.on('data', chunk => chunks.push(chunk))
      if (answer === 'drop') {
        for (const socket of sockets) socket.destroy()
        return
      }
      stream.on('end', () => {
        if (answer === 'never') return
        if (answer !== 'take') return done(errorOf(answer))
        const { mailFrom, rcptTo } = session.envelope
        received.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          source: Buffer.concat(chunks).toString(),
          isSecure: session.secure,
        })
        done()
      })
    },
  })
  server.on('error', () => {})
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
  })
  const listening = server.listen(0, '127.0.0.1')
  if (!listening.listening) await new Promise(done => listening.once('listening', done))
  const address = listening.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    offered,
    async close() {
      for (const socket of sockets) socket.destroy()
      const closed = Promise.withResolvers<void>()
      server.close(() => closed.resolve())
      await closed.promise
    },
  }
}
