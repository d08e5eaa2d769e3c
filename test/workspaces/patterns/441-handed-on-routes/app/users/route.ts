import { invite } from '../../lib/users'

export const PUT = invite
export * from '../../lib/users'
