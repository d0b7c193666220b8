/** This process goes on as another user, which is for the superuser; or as who it is. */
export function become(uid: number): void {
  if (uid === process.getuid?.()) return
  process.setgroups?.([])
  process.setgid?.(uid)
  process.setuid?.(uid)
}
