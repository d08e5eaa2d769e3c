import express, { type Express } from 'express'

/** The platform's limit for a request's body. */
const BODY_LIMIT = '6mb'

/** An instance of Express that has parsed the bodies of its requests. */
export function createExpressApp(): Express {
  const app = express()
  app.use(express.json({ limit: BODY_LIMIT }), express.urlencoded({ extended: true, limit: BODY_LIMIT }))
  return app
}

/** A content type by the table that Express serves files with. */
export function lookUpType(path: string): string {
  const { mime } = express.static
  const type = mime.lookup(path, 'application/octet-stream')
  const charset = mime.charsets.lookup(type, '')
  return charset === '' ? type : `${type}; charset=${charset.toLowerCase()}`
}
