import { Session } from 'node:inspector'
import { workerData } from 'node:worker_threads'
import { send } from '../outbox'

/** What the watchdog interrupts: code that does not give up control, or one that takes more memory than it may. */
export type Trouble = 'stuck' | 'memory'

export interface WatchdogData {
  /** Counts the beats of the main thread. */
  readonly beats: Int32Array
  readonly stuckMs: number
  /** Resident memory of the process from which on it is too much. */
  readonly maxBytes: number
  /** UTF-8 of what the main thread is at, filled up with zeros, where Node refuses the inspector; else null. */
  readonly doing: Uint8Array | null
}

const { beats, stuckMs, maxBytes, doing } = workerData as WatchdogData
/** Looks in one stuck time: a machine that slept for a while costs one look only. */
const LOOKS = 8
/** What blocks takes no time of the processor, as what a busy machine does not get to: both may be silent for so many stuck times. */
const PATIENCE = 5
const MEMORY_LOOK_MS = 20
const MAX_TRIES = 100
const TRY_EVERY_MS = 3
let seen = Atomics.load(beats, 0)
let silentLooks = 0
let cpuBefore = process.cpuUsage()
let isInterrupting = false

setInterval(() => {
  const now = Atomics.load(beats, 0)
  silentLooks = now === seen ? silentLooks + 1 : 0
  seen = now
  if (silentLooks === 0) cpuBefore = process.cpuUsage()
  const { user, system } = process.cpuUsage(cpuBefore)
  if (silentLooks >= LOOKS && (user + system >= stuckMs * 1_000 || silentLooks >= LOOKS * PATIENCE)) interruptMainThread('stuck')
}, stuckMs / LOOKS)

setInterval(() => {
  if (process.memoryUsage.rss() > maxBytes) interruptMainThread('memory')
}, MEMORY_LOOK_MS)

/** The inspector's messages interrupt running code, endless loops of ticks, microtasks and regular expressions included. */
function interruptMainThread(trouble: Trouble): void {
  if (isInterrupting) return
  isInterrupting = true
  if (doing !== null) return endProcess(trouble, doing)
  const session = new Session()
  session.connectToMainThread()
  const beat = Atomics.load(beats, 0)
  let tries = 0
  // Between two microtasks none of the app's code is on the stack; the next try finds it there.
  const trying = setInterval(() => {
    if (trouble === 'stuck' && Atomics.load(beats, 0) !== beat) {
      clearInterval(trying)
      session.disconnect()
      isInterrupting = false
      return
    }
    const isLastTry = ++tries >= MAX_TRIES
    session.post('Runtime.evaluate', { expression: `globalThis.__amptEventsTrouble('${trouble}', ${isLastTry}, ${beat})` })
  }, TRY_EVERY_MS)
}

/** Says from here what the main thread is at, which cannot be asked for its line, and ends it. */
function endProcess(trouble: Trouble, doing: Uint8Array): void {
  const text = new TextDecoder().decode(doing.slice())
  try {
    send({ type: 'trouble', trouble, doing: text.replace(/\0+$/, '') })
  } finally {
    // Also where nobody takes it any more.
    process.kill(process.pid, 'SIGKILL')
  }
}
