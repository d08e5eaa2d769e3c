import type * as expressApp from './expressApp'
import type { Http } from './http'

/** `api` of `@serverless/cloud`: an instance of Express that answers all requests. */
export function createExpressApi(http: Http): object {
  // A bundle of its own, loaded when an app asks for it: within the child's it would lengthen each start by 9 ms.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { createExpressApp } = require('./expressApp') as typeof expressApp
  const app = createExpressApp()
  http.node.use(app)
  return app
}
