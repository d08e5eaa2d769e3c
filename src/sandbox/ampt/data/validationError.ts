/** What `@ampt/data` throws for a call it does not send. */
export class ValidationError extends Error {
  override readonly name = 'ValidationError'
  readonly statusCode = 400
}

/** What DynamoDB refuses. */
export function validationException(message: string): Error {
  return Object.assign(new Error(message), { name: 'ValidationException' })
}
