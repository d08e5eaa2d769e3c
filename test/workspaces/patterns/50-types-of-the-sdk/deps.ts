import type { events } from '@ampt/sdk'
import type * as ampt from '@ampt/sdk'

export interface Deps {
  events: typeof events
  log(text: string): void
}
export type Use<T> = (deps: Deps) => T
export type Bus = typeof import('@ampt/sdk').events
export type Sdk = typeof ampt
