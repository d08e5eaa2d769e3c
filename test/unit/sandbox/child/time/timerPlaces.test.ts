import { equal, notEqual } from 'node:assert/strict'
import { createTimerPlaces } from '../../../../../src/sandbox/child/time/timerPlaces'
import type { Execution, RegisteredHandler } from '../../../../../src/simulator/execution'

const handler: RegisteredHandler = { order: 1, site: null, run: () => undefined }

/** The handler's part of another attempt. */
const attempt = (): Execution => ({ kind: 'handler', handler, timers: 0 }) as unknown as Execution

describe('The place of a timer', () => {
  let execution: Execution | null
  const placeHere = createTimerPlaces(() => execution)

  it('is that of the same timer in an earlier attempt of the handler', () => {
    execution = attempt()
    const [first, second] = [placeHere(100), placeHere(100)]
    notEqual(first, second)
    execution = attempt()
    equal(placeHere(100), first)
    equal(placeHere(100), second)
  })

  it('is looked for anew where the delay is another', () => {
    execution = attempt()
    const first = placeHere(100)
    execution = attempt()
    notEqual(placeHere(101), first)
  })

  it('is looked for each time outside of handlers', () => {
    execution = null
    notEqual(placeHere(100), placeHere(100))
  })
})
