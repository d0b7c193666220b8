/** Asks before what cannot be undone; the browser's own question is read well by everyone. */
export const sure = (question: string): boolean => window.confirm(question)
