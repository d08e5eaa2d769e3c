import express, { type Express } from 'express'

/** The platform's limit for a request's body. */
const BODY_LIMIT = '6mb'

/** An instance of Express that has parsed the bodies of its requests. */
export function createExpressApp(): Express {
  const app = express()
  app.use(express.json({ limit: BODY_LIMIT }), express.urlencoded({ extended: true, limit: BODY_LIMIT }))
  return app
}
