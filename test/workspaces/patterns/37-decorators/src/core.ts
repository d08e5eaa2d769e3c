// Decorators put methods into a list, a container gives objects by their classes: each name stays with its timeout and its method.
import { events } from '@ampt/sdk'

type Token<T> = abstract new (...args: any[]) => T

export class Container {
  private readonly made = new Map<Token<unknown>, unknown>()

  resolve<T>(token: Token<T>): T {
    return this.made.get(token) as T
  }
}

interface Registration {
  ctor: new (...args: any[]) => unknown
  method: string | symbol
  name: string
  timeout?: number
}

const registrations: Registration[] = []

export const OnEvent =
  (name: string, options: { timeout?: number } = {}): MethodDecorator =>
  (target, method) => {
    registrations.push({ ctor: target.constructor as Registration['ctor'], method, name, ...options })
  }

export function bindAll(container: Container) {
  for (const { ctor, method, name, timeout } of registrations) {
    const instance = container.resolve(ctor) as Record<string | symbol, (event: unknown) => unknown>
    if (timeout) events.on(name, { timeout }, instance[method]!.bind(instance)) // on order.paid timeout 60000 runs bill
    else events.on(name, (event: unknown) => instance[method]!(event)) // on order.placed timeout none runs greet, user.left timeout none runs forget
  }
}
