/** The value of a cookie that came along, or null. */
export function cookieIn(headers: Headers, name: string): string | null {
  const sent = headers.get('Cookie')
  if (sent === null) return null
  const pairs = sent.split(';').map(pair => pair.trim())
  const values = pairs.filter(pair => pair.startsWith(`${name}=`))
  return values[0]?.slice(name.length + 1) || null
}
