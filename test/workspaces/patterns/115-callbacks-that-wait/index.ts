import { events } from '@ampt/sdk'

type Run = () => Promise<unknown>

// What others keep and run later is run by what wrote it all the same.
const limit = () => {
  const waiting: Run[] = []
  const next = async () => { await waiting.shift()?.() }
  return (run: Run) => {
    waiting.push(run)
    return next()
  }
}
const limited = limit()
events.on('a', async () => { // on a runs none
  await limited(() => events.publish('a.done', {})) // publish a.done in handler of a
})
events.on('b', async () => { // on b runs none
  await limited(() => events.publish('b.done', {})) // publish b.done in handler of b
})

const retry = async (run: Run, left = 3): Promise<unknown> => run().catch(() => (left > 0 ? retry(run, left - 1) : null))
const notify = (kind: string) => retry(() => events.publish(`told.${kind}`, {})) // publish told.mail in handler of c, told.text in handler of d
events.on('c', async () => { await notify('mail') }) // on c runs none
events.on('d', async () => { await notify('text') }) // on d runs none

// Of lists that there is one of for each call, it is not told which of them has what.
function createStore() {
  const subscribers: Run[] = []
  return {
    subscribe(run: Run) {
      subscribers.push(run)
    },
    async change() {
      for (const run of subscribers) await run()
    },
  }
}
const [carts, bills] = [createStore(), createStore()]
carts.subscribe(() => events.publish('cart.changed', {})) // publish cart.changed in none
bills.subscribe(() => events.publish('bill.changed', {})) // publish bill.changed in none
events.on('e', async () => { await carts.change() }) // on e runs none
events.on('f', async () => { await bills.change() }) // on f runs none

// Of the one list of a file all are run.
const hooks: Run[] = []
const onClose = (run: Run) => void hooks.push(run)
onClose(() => events.publish('closed', {})) // publish closed in handler of g
events.on('g', async () => { for (const hook of hooks) await hook() }) // on g runs none
