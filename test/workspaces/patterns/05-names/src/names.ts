export const USER_JOINED = 'user.joined'
export const NAMES = { order: { placed: 'order.placed', paid: 'order.paid' }, 'with-dash': 'dash' } as const
export enum Topic {
  Mail = 'mail.send',
  Sms = `sms.${'send'}`,
}
export const enum Inline {
  A = 'inline.a',
}
export const PREFIX = 'tenant'
export const FULL = `${PREFIX}.created`
export const SUM = PREFIX + '.' + 'removed'
export const FROZEN = Object.freeze({ a: 'frozen.a' })
export const LIST = ['list.a', 'list.b'] as const
export namespace Space {
  export const inner = 'space.inner'
}
export const lookup: Record<string, string> = { a: 'lookup.a', b: 'lookup.b' }
export const getters = { get name() { return 'getter.name' } }
export default { main: 'default.main' }
