import { Session } from 'node:inspector'
import { workerData } from 'node:worker_threads'

export interface WatchdogData {
  /** Counts the beats of the main thread. */
  readonly beats: Int32Array
  readonly stuckMs: number
}

const { beats, stuckMs } = workerData as WatchdogData
/** Looks in one stuck time: a machine that slept for a while costs one look only. */
const LOOKS = 8
const MAX_TRIES = 100
const TRY_EVERY_MS = 3
let seen = Atomics.load(beats, 0)
let silentLooks = 0

setInterval(() => {
  const now = Atomics.load(beats, 0)
  silentLooks = now === seen ? silentLooks + 1 : 0
  seen = now
  if (silentLooks === LOOKS) interruptMainThread()
}, stuckMs / LOOKS)

/** The inspector's messages interrupt running code, endless loops of ticks, microtasks and regular expressions included. */
function interruptMainThread(): void {
  const session = new Session()
  session.connectToMainThread()
  let tries = 0
  // Between two microtasks none of the app's code is on the stack; the next try finds it there.
  setInterval(() => {
    const isLastTry = ++tries >= MAX_TRIES
    session.post('Runtime.evaluate', { expression: `globalThis.__amptEventsStuck(${isLastTry})` })
  }, TRY_EVERY_MS)
}
