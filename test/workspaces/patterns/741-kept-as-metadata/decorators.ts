import 'reflect-metadata'

export interface Kept {
  name: string
  method: string
  timeout?: number
}
type Options = { timeout?: number }

// A list that is put back with one more.
const HANDLERS = Symbol('handlers')
export function OnEvent(name: string, options: Options = {}) {
  return (target: object, method: string) => {
    const known: Kept[] = Reflect.getMetadata(HANDLERS, target.constructor) ?? []
    Reflect.defineMetadata(HANDLERS, [...known, { name, method, ...options }], target.constructor)
  }
}
export function handlersOf(service: object): Kept[] {
  return Reflect.getMetadata(HANDLERS, service.constructor) ?? []
}

// A list to which one is added, under a key that others know.
export const LISTENERS = 'app:listeners'
export const Listens =
  (name: string, timeout = 10_000): MethodDecorator =>
  (target, method) => {
    const known: Kept[] = Reflect.getOwnMetadata(LISTENERS, target.constructor) || []
    known.push({ name, method: String(method), timeout })
    Reflect.defineMetadata(LISTENERS, known, target.constructor)
  }

// What the class itself is decorated with.
const QUEUE = Symbol('queue')
export const Queue = (name: string): ClassDecorator => (target) => Reflect.defineMetadata(QUEUE, name, target)
export const queueOf = (type: object): string => Reflect.getMetadata(QUEUE, type)

// Others keep something under this key, too.
export const TOPIC = Symbol('topic')
export const Topic = (name: string): ClassDecorator => (target) => Reflect.defineMetadata(TOPIC, name, target)
