/** What `@ampt/data` throws for a call it does not send. */
export class ValidationError extends Error {
  override readonly name = 'ValidationError'
  readonly statusCode = 400
}
