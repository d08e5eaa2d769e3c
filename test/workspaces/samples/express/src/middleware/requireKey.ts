import type { NextFunction, Request, Response } from 'express'
import { params } from '@ampt/sdk'

export function requireKey(request: Request, response: Response, next: NextFunction): void {
  if (request.query.key === params('API_KEY')) next()
  else response.status(401).json({ message: 'who?' })
}
