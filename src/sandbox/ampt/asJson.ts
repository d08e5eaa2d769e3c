import type { Json } from '../../model/json'

/** A parsed copy; null where JSON holds nothing. */
export function asJson(value: unknown): Json {
  return JSON.parse(JSON.stringify(value) ?? 'null') as Json
}
