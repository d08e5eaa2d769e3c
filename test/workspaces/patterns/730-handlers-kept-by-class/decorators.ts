import { events } from '@ampt/sdk'

interface Kept {
  name: string
  method: string | symbol
  timeout: number
}
type Options = { timeout?: number }
const otherwise = 10_000

// A list for each class, put back with one more.
const grownLists = new Map<Function, Kept[]>()
export function Handles(name: string, options: Options = {}): MethodDecorator {
  return (target, method) => {
    const known = grownLists.get(target.constructor) ?? []
    grownLists.set(target.constructor, [...known, { name, method, timeout: options.timeout ?? otherwise }])
  }
}
export function startHandlers(...instances: object[]): void {
  for (const instance of instances) {
    for (const { name, method, timeout } of grownLists.get(instance.constructor) ?? []) {
      events.on(name, { timeout }, async (event) => { // on invoice.issue timeout 25000, invoice.overdue timeout 10000, stock.low timeout 10000
        await (instance as any)[method](event)
      })
    }
  }
}

// A list for each class, to which one is added.
const lists = new Map<Function, Kept[]>()
export function Listens(name: string, options: Options = {}): MethodDecorator {
  return (target, method) => {
    const known = lists.get(target.constructor) ?? []
    known.push({ name, method, timeout: options.timeout ?? otherwise })
    lists.set(target.constructor, known)
  }
}
export function startListener(instance: any): void {
  for (const { name, method, timeout } of lists.get(instance.constructor) ?? []) {
    events.on(name, { timeout }, (event) => instance[method](event)) // on mail.queued timeout 20000, mail.bounced timeout 10000, text.queued timeout 10000
  }
}

// One list for all, of which those of a class are taken.
const all: (Kept & { type: Function })[] = []
export function Reacts(name: string, options: Options = {}): MethodDecorator {
  return (target, method) => {
    all.push({ type: target.constructor, name, method, timeout: options.timeout ?? otherwise })
  }
}
export function startReactions(instances: object[]): void {
  for (const instance of instances) {
    for (const { name, method, timeout } of all.filter((one) => one.type === instance.constructor)) {
      events.on(name, { timeout }, (event) => (instance as any)[method](event)) // on parcel.packed timeout 30000, parcel.sent timeout 10000, return.asked timeout 10000
    }
  }
}

// One list for all, and the instance of each is looked for.
const taken: (Kept & { type: Function })[] = []
export function Takes(name: string, options: Options = {}): MethodDecorator {
  return (target, method) => {
    taken.push({ type: target.constructor, name, method, timeout: options.timeout ?? otherwise })
  }
}
export function startTakers(instances: object[]): void {
  for (const { type, name, method, timeout } of taken) {
    const instance: any = instances.find((one) => one.constructor === type)
    events.on(name, { timeout }, (event) => instance[method](event)) // on user.joined timeout 40000, team.made timeout 10000
  }
}

// One list for all, of which those of an instance are taken, what it inherits among them.
const asked: (Kept & { type: any })[] = []
export function Asks(name: string): MethodDecorator {
  return (target, method) => {
    asked.push({ type: target.constructor, name, method, timeout: otherwise })
  }
}
export function startAsked(...instances: any[]): void {
  instances.forEach((instance) =>
    asked.filter(({ type }) => instance instanceof type).forEach(({ name, method }) => events.on(name, () => instance[method]())), // on rate.asked, rate.had, quote.asked
  )
}
