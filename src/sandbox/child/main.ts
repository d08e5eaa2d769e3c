// The child process: waits for one job, runs it, ends. Loaded first of all is what keeps Node's own functions.
import { natives } from './natives'
import type { ToChild } from '../../model/protocol'
import { endByFault } from './endByFault'
import { runJob } from './runJob'

let isToldToStop = false

process.on('message', (message: ToChild) => {
  if (message.type === 'stop') isToldToStop = true
  else {
    runJob(message.job, () => isToldToStop).then(() => natives.exit(0), endByFault)
  }
})
// Ctrl-C, or the end of a terminal, reaches the whole group: what ran so far is sent all the same.
for (const end of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(end, () => (isToldToStop = true))
process.on('disconnect', () => natives.exit(0))
