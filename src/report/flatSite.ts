import type { Site } from '../model/site'

/** A place as the JSON has it: beside what is there, and without its column. */
interface FlatSite {
  readonly file: string | null
  readonly line: number | null
}

/** What has a place, with that place flat. */
export type Flat<T extends { readonly site: Site | null }> = Omit<T, 'site'> & FlatSite

export function flat<T extends { readonly site: Site | null }>({ site, ...rest }: T): Flat<T> {
  return { ...rest, file: site?.file ?? null, line: site?.line ?? null }
}
