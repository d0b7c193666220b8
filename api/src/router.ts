import { accountRouter } from './account/account.router.ts'
import { connectionRouter } from './connection/connection.router.ts'
import { deviceRouter } from './device/device.router.ts'
import { router } from './trpc.ts'
import { workspaceRouter } from './workspace/workspace.router.ts'

/** Every procedure there is; the index of what the api can do. */
export const appRouter = router({
  account: accountRouter,
  connection: connectionRouter,
  device: deviceRouter,
  workspace: workspaceRouter,
})

export type AppRouter = typeof appRouter
