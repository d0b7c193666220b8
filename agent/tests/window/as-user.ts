/** A process of its own that becomes another user and asks: UID URL [BODY] [SECRET]. */
import { become } from '../become.ts'

const [uid = '', url = '', body = '', secret = ''] = process.argv.slice(2)
become(Number(uid))
const headers = secret ? { 'x-window-secret': secret } : undefined
const how = body ? { method: 'POST', body } : {}
const answer = await fetch(url, { ...how, ...(headers && { headers }), proxy: false })
const told = { status: answer.status, text: await answer.text() }
process.stdout.write(JSON.stringify(told))
