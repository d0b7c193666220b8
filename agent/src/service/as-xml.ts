const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text that stands for itself inside XML. */
export const asXml = (text: string) => text.replace(/[&<>"]/g, sign => SIGNS[sign] ?? sign)
