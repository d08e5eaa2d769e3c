import type createExpress from 'express'
import type { Http } from './http'

/** The platform's limit for a request's body. */
const BODY_LIMIT = '6mb'

/** `api` of `@serverless/cloud`: an instance of Express that answers all requests and has parsed their bodies. */
export function createExpressApi(http: Http): object {
  // Loaded when an app asks for it: it takes longer than all the rest of a start.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const express = require('express') as typeof createExpress
  const app = express()
  app.use(express.json({ limit: BODY_LIMIT }), express.urlencoded({ extended: true, limit: BODY_LIMIT }))
  http.node.use(app)
  return app
}
