/** Asks before something that cannot be undone; the browser's own question reads well to everyone. */
export const sure = (question: string): boolean => window.confirm(question)
