import type { Problem, ResolvePublication } from '@content/api/contract'
import { useQueryClient } from '@tanstack/solid-query'
import { api } from './api.ts'
import { problemOf } from './problem.ts'

/**
 * Says what somebody saw on the platform; answers null when it was taken. Our server knows it at
 * once, whether or not the computer listens; that hears of it when it next asks how its
 * publications stand.
 */
export function makeResolve() {
  const kept = useQueryClient()
  return async (input: ResolvePublication): Promise<Problem | null> => {
    try {
      await api.publication.resolve.mutate(input)
    } catch (error) {
      return problemOf(error)
    }
    await kept.invalidateQueries({ queryKey: ['publication'] })
    return null
  }
}
