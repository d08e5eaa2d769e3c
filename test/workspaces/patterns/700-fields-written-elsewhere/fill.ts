import type { Job } from './job'

// What is handed in is written to without its file being imported.
export function fill(target: any) { target.topic = 'config.second' }

export function hurry(options: any) { options.after = '1 minute' }

export function relabel(jobs: Job[], label: string) { for (const one of jobs) one.label = label }
