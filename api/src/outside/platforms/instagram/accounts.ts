import { z } from 'zod'
import { Fault } from '../../../lib/fault.ts'
import type { Account } from '../platform-access.ts'
import { failed, type Graph, graphGet } from './graph.ts'

const FIELDS = 'id,name,instagram_business_account{id,username,name}'
const PAGE_LIMIT = 5
const BUSINESS_LIMIT = 20

const Page = z.object({
  instagram_business_account: z
    .object({
      id: z.string().regex(/^\d+$/),
      username: z.string().max(200).nullish(),
      name: z.string().max(500).nullish(),
    })
    .nullish(),
})
type Page = z.infer<typeof Page>
const Pages = z.object({
  data: z.array(Page),
  // The last page has cursors too; only `next` says that there is more.
  paging: z
    .object({ cursors: z.object({ after: z.string() }).optional(), next: z.string().optional() })
    .optional(),
})
const Businesses = z.object({ data: z.array(z.object({ id: z.string().regex(/^\d+$/) })) })

/** The professional accounts behind the Pages that the person gave access to. */
export async function instagramAccounts(graph: Graph, token: string): Promise<Account[]> {
  const own = accountsOf(await allPages(graph, '/me/accounts', token))
  const accounts = own.length > 0 ? own : accountsOf(await businessPages(graph, token))
  if (accounts.length > 0) return accounts
  throw new Fault(
    'invalid',
    'Facebook gave access to no professional Instagram account. ' +
      'Link one to a Facebook Page, choose both in the Facebook window, and connect again.',
  )
}

/** Pages that belong to a business are not always among the person's own. */
async function businessPages(graph: Graph, token: string): Promise<Page[]> {
  const reply = await graphGet(graph, `/me/businesses?fields=id&limit=${BUSINESS_LIMIT}`, token)
  const businesses = Businesses.safeParse(reply.body).data
  // People without a business get an error here, which says no more than an empty list.
  if (reply.status !== 200 || !businesses) return []
  const pages: Page[] = []
  for (const { id } of businesses.data)
    for (const edge of ['owned_pages', 'client_pages'])
      pages.push(...(await allPages(graph, `/${id}/${edge}`, token)))
  return pages
}

async function allPages(graph: Graph, path: string, token: string): Promise<Page[]> {
  const pages: Page[] = []
  let after: string | null = null
  for (let count = 0; count < PAGE_LIMIT; count++) {
    const query = new URLSearchParams({ fields: FIELDS, limit: '100', ...(after && { after }) })
    const reply = await graphGet(graph, `${path}?${query}`, token)
    const answer: z.infer<typeof Pages> | undefined = Pages.safeParse(reply.body).data
    if (reply.status !== 200 || !answer) throw failed(`pages of ${path.split('/').at(-1)}`, reply)
    pages.push(...answer.data)
    after = answer.paging?.next ? (answer.paging.cursors?.after ?? null) : null
    if (after === null) break
  }
  return pages
}

function accountsOf(pages: Page[]): Account[] {
  const accounts = new Map<string, Account>()
  for (const { instagram_business_account: account } of pages) {
    if (!account) continue
    const { id, username, name } = account
    const handle = username ? `@${username}` : null
    accounts.set(id, { externalId: id, label: name || username || id, handle })
  }
  return [...accounts.values()]
}
