export const en = {
  /** By the agent's own sentence, where it has another one here; `{}` stands for what is named. */
  refusals: {} as Readonly<Record<string, string>>,
}
