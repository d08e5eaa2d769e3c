/** What a command knows of the world it runs in. */
export interface Terminal {
  readonly stdout: (text: string) => void
  /** One line that the next one replaces, on a terminal only; null clears it. */
  readonly progress: (text: string | null) => void
  readonly signal: AbortSignal
  readonly cwd: string
  /** The folder of the built files. */
  readonly dist: string
}
