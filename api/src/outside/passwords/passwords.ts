/** Hashes and checks passwords; slow on purpose. */
export interface Passwords {
  hash(password: string): Promise<string>
  /** Takes as long for `null` (nobody there) as for a real hash, and answers false. */
  verify(password: string, hash: string | null): Promise<boolean>
}
