import type { Effect, LogLine, TraceError } from '../model/trace'
import type { EngineParts } from './engineParts'
import { doingOf, instanceOf, isGone, isLoad, isOver, type Attempt, type Execution } from './execution'
import { outputStop } from './stops'

/** Writes down what the app's code does, with the attempt or call that it belongs to. What belongs to nobody, or to an instance that is gone, is not. */
export class Doings {
  /** `onCrash` is told of the effect behind which the instance of an attempt is to crash. */
  constructor(
    private readonly parts: EngineParts,
    private readonly onCrash: (attempt: Attempt, effect: Effect) => void,
  ) {}

  effect(execution: Execution | null, effect: Effect): void {
    if (execution === null || isGone(execution)) return
    doingOf(execution).acts++
    if (effect.denied === true) noteDenied(execution, effect)
    if (isRepeated(execution, effect) || this.spend(execution, sizeOf(effect))) return
    if (execution.kind === 'call' || !isOver(execution)) doingOf(execution).effects.push(effect)
    else this.late(execution, { effect })
    if (execution.kind === 'handler' && --execution.attempt.effectsLeft === 0) this.onCrash(execution.attempt, effect)
  }

  log(execution: Execution | null, log: LogLine): void {
    if (execution === null || isGone(execution)) return
    if (isRepeated(execution, log) || this.spend(execution, ROW_SIZE + log.text.length)) return
    if (execution.kind === 'call' || !isOver(execution)) doingOf(execution).logs.push(log)
    else this.late(execution, { log })
  }

  /** What came of an execution when it was over. */
  late(execution: Execution, what: { effect: Effect } | { log: LogLine } | { error: TraceError }): void {
    if (isGone(execution)) return
    if (execution.kind === 'call') {
      // A call's record stays open until the run ends; what fails behind its response is a line of its log.
      if ('error' in what) this.log(execution, { level: 'error', text: `After the end: ${what.error.name}: ${what.error.message}` })
      return
    }
    const { attempt, handler } = execution
    const { event, delivery } = attempt.chain
    const at = this.parts.clock.now()
    this.parts.recorder.lateEntry({ event: event.index, delivery, attempt: attempt.number, handler: handler.order, at, what })
  }

  /** Counts what an execution writes; true where it is more than the record takes, which ends the run. */
  private spend(execution: Execution, size: number): boolean {
    const { agenda, recorder, scenario } = this.parts
    const doing = doingOf(execution)
    doing.size += size
    if (doing.size + recorder.size <= scenario.budgets.output) return false
    agenda.stop(outputStop(execution, scenario.budgets))
    return true
  }
}

/** What is denied as the app loads, or behind the end of who began it, is a client of the whole instance: others may wait for it. */
function noteDenied(execution: Execution, effect: Effect): void {
  const instance = instanceOf(execution)
  if (execution.kind === 'handler') execution.wasDenied = true
  if (isLoad(execution)) instance.deniedStart ??= effect
  if (isLoad(execution) || isOver(execution)) instance.denied ??= effect
}

/** Counts what a call did already since its end. */
function isRepeated(execution: Execution, done: Effect | LogLine): boolean {
  if (execution.kind === 'handler' || !execution.isOver) return false
  const key = JSON.stringify(done)
  const earlier = execution.later.get(key)
  if (earlier === undefined) {
    execution.later.set(key, done)
    return false
  }
  earlier.times = (earlier.times ?? 1) + 1
  return true
}

/** What an effect or a line of log takes in the record beside its text, in characters. */
const ROW_SIZE = 30

/** About as many characters as its JSON has; bodies are what can be large. */
function sizeOf({ target, value }: Effect): number {
  return ROW_SIZE + target.length + (value === undefined ? 0 : JSON.stringify(value).length)
}
