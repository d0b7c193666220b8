import { getCollection } from 'astro:content'
import type { APIRoute, GetStaticPaths } from 'astro'
import { documentText, isDocument } from '../text/document-text.ts'

export const getStaticPaths = (async () => {
  const documents = await getCollection('docs', isDocument)
  return documents.map(it => ({ params: { document: it.id }, props: { text: documentText(it) } }))
}) satisfies GetStaticPaths

/** Each document as text, at its address with `.md` behind it. */
export const GET: APIRoute<{ text: string }> = ({ props }) =>
  new Response(props.text, { headers: { 'Content-Type': 'text/markdown; charset=utf-8' } })
