import { events } from '@ampt/sdk'

export interface Context {
  events: typeof events
  tenant: string
}

export const withContext =
  (handler: (context: Context, request: Request) => unknown, deps = { events }) =>
  (request: Request) =>
    handler({ ...deps, tenant: request.url }, request)
