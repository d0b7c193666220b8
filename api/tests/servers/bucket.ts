/** The part of S3 that we use: put, get and list, a page at a time. */
export function startBucket({ pageSize }: { pageSize: number }) {
  const objects = new Map<string, string>()
  let refusal: number | null = null
  const server = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    async fetch(request) {
      const url = new URL(request.url)
      const isSigned = request.headers.get('Authorization')?.startsWith('AWS4-HMAC-SHA256 ')
      if (refusal || !isSigned) return new Response('', { status: refusal ?? 403 })
      if (url.searchParams.get('list-type') === '2') return list(objects, url, pageSize)
      const key = decodeURIComponent(url.pathname).split('/').slice(2).join('/')
      if (request.method === 'PUT') {
        objects.set(key, await request.text())
        return new Response('', { headers: { ETag: '"1"' } })
      }
      const found = objects.get(key)
      return new Response(found ?? '', { status: found === undefined ? 404 : 200 })
    },
  })
  return {
    url: server.url.origin,
    objects,
    /** Answers everything with this status from now on. */
    refuse: (status: number) => {
      refusal = status
    },
    stop: () => server.stop(true),
  }
}

function list(objects: Map<string, string>, url: URL, pageSize: number): Response {
  const prefix = url.searchParams.get('prefix') ?? ''
  const after = url.searchParams.get('start-after') ?? ''
  const keys = [...objects.keys()].filter(key => key.startsWith(prefix) && key > after).sort()
  const page = keys.slice(0, pageSize)
  const contents = page.map(key => `<Contents><Key>${key}</Key><Size>1</Size></Contents>`)
  const xml = `<?xml version="1.0"?><ListBucketResult><Name>people</Name>
    <KeyCount>${page.length}</KeyCount><IsTruncated>${keys.length > pageSize}</IsTruncated>
    ${contents.join('')}</ListBucketResult>`
  return new Response(xml, { headers: { 'Content-Type': 'application/xml' } })
}
