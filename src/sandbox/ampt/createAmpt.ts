import type { Json } from '../../model/json'
import type { World } from './world'

/** The stand-ins for Ampt's packages in one instance of the app. */
export interface Ampt {
  /** Module objects by specifier: `@ampt/sdk`, `@ampt/sdk/events`, …, `@ampt/data`, `@ampt/api`, `@serverless/cloud`. */
  readonly modules: Readonly<Record<string, object>>
  /** Drives a route of `http.use`, `http.node.use` or `api`, as the platform's front door would. */
  request(request: Request): Promise<Response>
  /** The data store as key and value, for the end state. */
  data(): Record<string, Json>
}

/** Builds the stand-ins on a world; `seed` fills the data store before the app is loaded, without telling listeners. */
export declare function createAmpt(world: World, seed: Readonly<Record<string, Json>>): Ampt
