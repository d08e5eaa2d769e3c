import { doingOf, executionKey, type Execution } from './execution'
import { createPrng, type Prng } from './prng'

/** The streams of chance of a run, drawn from its seed and stable keys. */
export class Chances {
  private loose: Prng | null = null

  constructor(private readonly seed: number) {}

  /** That of an execution; one for all code that belongs to none. */
  of(execution: Execution | null): Prng {
    if (execution === null) return (this.loose ??= createPrng(this.seed, 'loose'))
    return (doingOf(execution).prng ??= createPrng(this.seed, executionKey(execution)))
  }

  /** The platform's name for one run of a handler or request: another for each attempt, the same in equal runs. */
  requestIdOf(execution: Execution): string {
    const chance = createPrng(this.seed, `request:${executionKey(execution)}`)
    const digits = [1, 2, 3, 4].map(() => chance.nextUint32().toString(16).padStart(8, '0')).join('')
    return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-8$4-$5')
  }
}
