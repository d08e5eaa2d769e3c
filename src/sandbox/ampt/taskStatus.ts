import { DAY_MS } from '../../words/duration'

/** What `task.status` tells (SDK 1.0.20, `TaskExecutionStatus`); times are virtual epoch ms. */
export interface TaskStatus {
  readonly id: string
  readonly name: string
  readonly state: 'scheduled' | 'submitted' | 'started' | 'completed' | 'failed'
  readonly createdAt: number
  readonly body?: string
  readonly scheduledAt?: number
  readonly submittedAt?: number
  readonly startedAt?: number
  readonly completedAt?: number
  readonly failedAt?: number
  readonly progressedAt?: number
  readonly progressMessage?: string
  readonly progressPercent?: number
  readonly result?: string
  readonly errorMessage?: string
  readonly errorStack?: string
}

/** How long the status of a run is kept (documentation, Tasks). */
const HISTORY_MS = 14 * DAY_MS

/** Counted from the end of the run: from where is not documented. */
export function isKept({ completedAt, failedAt }: TaskStatus, now: number): boolean {
  return now - (completedAt ?? failedAt ?? now) <= HISTORY_MS
}
