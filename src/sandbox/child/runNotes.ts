import type { NotSimulated } from '../../model/trace'

/** What a run says of itself: each thing once, in the order it came up. */
export class RunNotes {
  private readonly texts = new Set<string>()
  private readonly beyond = new Map<string, NotSimulated>()

  add(text: string): void {
    this.texts.add(text)
  }

  notSimulated(what: NotSimulated): void {
    const key = JSON.stringify(what)
    if (!this.beyond.has(key)) this.beyond.set(key, what)
  }

  read(): { readonly texts: readonly string[]; readonly notSimulated: readonly NotSimulated[] } {
    return { texts: [...this.texts], notSimulated: [...this.beyond.values()] }
  }
}
