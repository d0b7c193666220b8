import type { Invoice } from '../shapes.ts'

/** A real, plain PDF of one page: an invoice a person can open and a test can read. */
export function pdfOf(invoice: Invoice): string {
  const lines = [
    `Invoice ${invoice.number}`,
    `For ${invoice.customer_email ?? invoice.customer}`,
    ...invoice.lines.data.map(line => `${line.description}   ${dollars(line.amount)}`),
    `Total ${dollars(invoice.total)}`,
    `Status ${invoice.status}`,
  ]
  const text = lines.map(line => `(${escaped(line)}) Tj 0 -22 Td`).join('\n')
  const stream = `BT /F1 13 Tf 60 760 Td\n${text}\nET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R ' +
      '/Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let body = '%PDF-1.4\n'
  const places = objects.map((object, index) => {
    const at = body.length
    body += `${index + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const table = places.map(at => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  return (
    `${body}xref\n0 ${size}\n0000000000 65535 f \n${table}` +
    `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`
  )
}

export const dollars = (cents: number) =>
  `${cents < 0 ? '-' : ''}$${(Math.abs(cents) / 100).toFixed(2)}`

// Helvetica's own encoding has no other letters, and offsets are counted in bytes.
const escaped = (text: string) => text.replace(/[^\x20-\x7e]/g, '-').replace(/[()\\]/g, '\\$&')
