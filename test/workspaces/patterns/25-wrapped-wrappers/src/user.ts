import { emit, emitAll } from './emit'

export const emitUser = (what: string) => emit(`user.${what}`)
emitAll()
