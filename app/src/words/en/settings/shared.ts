export const en = {
  adminsOnly: 'This is for admins of the workspace to see. Ask one of them.',
}
