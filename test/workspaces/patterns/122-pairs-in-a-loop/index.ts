// A loop over pairs whose handlers publish through a bus that is passed: what one turn publishes, the handler of another does not.
import { events } from '@ampt/sdk'

type Run = (body: unknown) => Promise<void>

class Bus {
  private readonly runs = new Map<string, Run>()
  on(name: string, run: Run) {
    this.runs.set(name, run)
    events.on(name, ({ body }) => run(body)) // on a, b
  }
  emit(name: string, body: unknown) {
    return events.publish(name, body) // publish b in handler of a, c in handler of b
  }
}
class Saga {
  constructor(private readonly bus: Bus) {}
  listen() {
    const pairs = [
      ['a', 'b'],
      ['b', 'c'],
    ] as const
    for (const [from, to] of pairs) {
      this.bus.on(from, async (body) => {
        await this.bus.emit(to, body)
      })
    }
  }
}
new Saga(new Bus()).listen()
