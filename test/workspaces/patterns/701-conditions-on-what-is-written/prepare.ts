export function prepare(job: { isDone: boolean }) { job.isDone = Math.random() > 0.5 }
