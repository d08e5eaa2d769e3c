import { events } from '@ampt/sdk'

const open = () => {}
const close = () => {}

const names = new Set<string>()
names.add('shop.opened').add('shop.closed')
names.forEach((name) => events.on(name, open)) // on shop.opened, shop.closed

const handlers = new Map<string, () => void>().set('gate.opened', open)
handlers.set('gate.closed', close).set('gate.locked', close)
for (const [name, run] of handlers) events.on(name, run) // on gate.opened runs open, gate.closed runs close, gate.locked runs close

class Registry {
  static one?: Registry
  private readonly map = new Map<string, () => void>()
  static get() {
    return (this.one ??= new Registry())
  }
  register(name: string, run: () => void) {
    this.map.set(name, run)
    return this
  }
  start() {
    for (const [name, run] of this.map) events.on(name, run) // on lamp.lit runs open, lamp.out runs close
  }
}
Registry.get().register('lamp.lit', open)
Registry.get().register('lamp.out', close)
Registry.get().start()
