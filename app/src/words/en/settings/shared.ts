export const en = {
  adminsOnly: 'This is for admins of the workspace to see. Ask one of them.',
  saved: 'Saved.',
  save: 'Save',
  look: 'Your own name and logo come with Enterprise.',
}
