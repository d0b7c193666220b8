import { z } from 'zod'
import { OwnProjectPlatform, OwnProjectShown, UseOwnProject } from '../../../contract/index.ts'
import { byPerson } from '../../trpc.ts'
import { showOwnProject, useOwnProject } from './use-own-project.ts'

/** A workspace's own project at a platform; part of the connection's procedures. */
export const ownProjectProcedures = {
  ownProject: byPerson('admin')
    .input(z.object({ platform: OwnProjectPlatform }).prefault({}))
    .output(OwnProjectShown)
    .query(({ ctx, input }) => showOwnProject(ctx, input)),

  useOwnProject: byPerson('admin')
    .meta({
      limit: { name: 'own-project', points: 20, windowSeconds: 600, by: 'workspace' },
    })
    .input(UseOwnProject)
    .output(OwnProjectShown)
    .mutation(({ ctx, input }) => useOwnProject(ctx, input)),
}
