import type { Effect, TraceError } from '../model/trace'
import type { Site } from '../model/site'

/** A place as the JSON has it: beside what is there, and without its column. */
export interface FlatSite {
  readonly file: string | null
  readonly line: number | null
}

export type ErrorReport = FlatSite & Omit<TraceError, 'site'>
export type EffectReport = FlatSite & Omit<Effect, 'site'>

/** What has a place, with that place flat. */
export function flat<T extends { readonly site: Site | null }>({ site, ...rest }: T): Omit<T, 'site'> & FlatSite {
  return { ...rest, file: site?.file ?? null, line: site?.line ?? null }
}
