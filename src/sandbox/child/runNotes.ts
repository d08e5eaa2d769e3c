import { place } from '../../words/place'
import type { Site } from '../../model/site'
import type { MissingParam, NotSimulated } from '../../model/trace'

/** What a run says of itself: each thing once, in the order it came up. */
export class RunNotes {
  private readonly texts = new Set<string>()
  /** Those that may say why the app fails. */
  private readonly reasons = new Set<string>()
  private readonly missing = new Map<string, MissingParam>()
  private readonly beyond = new Map<string, NotSimulated>()
  /** What recurs, in a run without an end. */
  readonly leftOut = new Set<string>()

  add(text: string, isReason = false): void {
    this.texts.add(text)
    if (isReason) this.reasons.add(text)
  }

  notSimulated(what: NotSimulated): void {
    const { site } = what
    const key = JSON.stringify({ ...what, site: site && [site.file, site.line] })
    if (!this.beyond.has(key)) this.beyond.set(key, what)
  }

  /** A parameter that the app reads and nobody set, with the place of the call. */
  missingParam(key: string, site: Site | null): void {
    if (this.missing.has(key)) return
    this.missing.set(key, { key, site })
    const read = site === null ? '' : ` (read at ${place(site)})`
    this.add(`The parameter ${key} is not set${read}. Set it with --param ${key}=VALUE, or with the setting amptEvents.params.`, true)
  }

  get missingParams(): readonly MissingParam[] {
    return [...this.missing.values()]
  }

  /** What may be why the app cannot be loaded. */
  get whyNotLoaded(): readonly string[] {
    return [...this.reasons]
  }

  read(): { readonly texts: readonly string[]; readonly notSimulated: readonly NotSimulated[] } {
    return { texts: [...this.texts], notSimulated: [...this.beyond.values()] }
  }
}
