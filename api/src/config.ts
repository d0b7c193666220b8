/** Placeholder shape until the whole schema stands here. */
export interface Config {
  mode: 'development' | 'production'
  publicUrl: string
  signupPlan: 'free' | 'pro' | 'enterprise'
}
