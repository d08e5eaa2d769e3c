import type { Contract } from '../model/scenario'

/**
 * The body as each handler of an attempt gets it: a copy of its own by the documentation, one object for all in SDK 1.0.20
 * (`Handler.invoke`). `bodyText` is its JSON.
 */
export class HandedBody {
  private readonly given: unknown[] = []

  constructor(
    private readonly bodyText: string,
    private readonly contract: Contract,
  ) {}

  next(): unknown {
    if (this.contract === 'documented' || this.given.length === 0) this.given.push(JSON.parse(this.bodyText))
    return this.given.at(-1)
  }

  /** What the other contract would have made of a handler that changed its body; null where none did. Asked once the attempt is over. */
  noteOfChange(name: string): string | null {
    const isChanged = this.given.some((body) => typeof body === 'object' && body !== null && jsonOf(body) !== this.bodyText)
    if (!isChanged) return null
    return this.contract === 'sdk'
      ? `A handler of "${name}" changes its body, which all its handlers share: by the documentation each has a copy of its own.`
      : `A handler of "${name}" changes its body: on @ampt/sdk 1.0.20 its handlers share one body, and the others would see it.`
  }
}

/** Null where the handler made it something that is no JSON any more. */
function jsonOf(body: object): string | null {
  try {
    return JSON.stringify(body)
  } catch {
    // A cycle, a BigInt or a getter that throws is a change, too.
    return null
  }
}
