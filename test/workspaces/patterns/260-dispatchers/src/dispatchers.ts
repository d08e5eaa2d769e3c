// Dispatchers that keep a list of handlers for each name, and register the first of them with Ampt.
import { events } from '@ampt/sdk'
type Run = (body: any) => Promise<void>
const listed = new Map<string, Run[]>()
export function listen(name: string, run: Run) {
  const list = listed.get(name)
  if (list) {
    list.push(run)
    return
  }
  listed.set(name, [run])
  events.on(name, async (e) => { // on user.joined, user.greeted
    for (const one of listed.get(name)!) await one(e.body)
  })
}
const tabled: Record<string, Run[]> = {}
export function handle(name: string, run: Run) {
  if (!tabled[name]) {
    tabled[name] = []
    events.on(name, async (e) => { // on cart.filled, cart.priced
      for (const one of tabled[name]!) await one(e.body)
    })
  }
  tabled[name].push(run)
}
const lazy = new Map<string, Run[]>()
export function subscribe(name: string, run: Run) {
  let list = lazy.get(name)
  if (list === undefined) {
    list = []
    lazy.set(name, list)
    events.on(name, async (e) => { // on order.placed, order.paid
      for (const one of list!) await one(e.body)
    })
  }
  list.push(run)
}
export class Hub {
  private readonly subs = new Map<string, Set<Run>>()
  private readonly hooks: Record<string, Run[]> = {}
  on(name: string, run: Run) {
    let set = this.subs.get(name)
    if (!set) {
      this.subs.set(name, (set = new Set()))
      events.on(name, (e) => this.#deliver(name, e.body)) // on stock.low, stock.ordered
    }
    set.add(run)
  }
  async #deliver(name: string, body: unknown) {
    await Promise.all([...(this.subs.get(name) ?? [])].map((one) => one(body)))
  }
  readonly #lists = new Map<string, Run[]>()
  listen(name: string, run: Run) {
    const list = this.#lists.get(name) ?? []
    list.push(run)
    this.#lists.set(name, list)
    if (list.length > 1) return
    events.on(name, async (e) => { // on mail.queued, mail.sent, mail.read
      for (const one of this.#lists.get(name) ?? []) await one(e.body)
    })
  }
  hook(name: string, run: Run) {
    if (this.hooks[name] === undefined) events.on(name, (e) => this.#hooked(name, e.body)) // on room.booked, room.cleaned
    ;(this.hooks[name] ??= []).push(run)
  }
  async #hooked(name: string, body: unknown) {
    for (const one of this.hooks[name] ?? []) await one(body)
  }
}
export class Registry {
  static #all: { name: string; run: Run }[] = []
  static add(name: string, run: Run) {
    Registry.#all.push({ name, run })
    return this
  }
  static bind() {
    for (const { name, run } of Registry.#all) events.on(name, (e) => run(e.body)) // on visit.made, visit.billed
  }
}
export function onEach(names: string | string[], run: Run) {
  for (const name of ([] as string[]).concat(names)) events.on(name, (e) => run(e.body)) // on file.put, file.read
}
export function onAll(names: string | string[], run: Run) {
  for (const name of Array.isArray(names) ? names : [names]) events.on(name, (e) => run(e.body)) // on page.made, page.shown, page.kept
}
