// What is spread, delayed, yielded and taken from queues, and loops that leave some out.
const sdk = require('@ampt/sdk')
const { events: { publish, on } } = sdk
const bus = { ...sdk.events, emit: (n, b) => publish(n, b) } // publish emitted in handler of odd.one
on('odd.one', () => bus.emit('emitted', {})) // on odd.one
const names = new Proxy({}, { get: (_, key) => `proxy.${String(key)}` })
sdk.events.on(names.one, () => {}) // on ?
const later = (fn, ms) => setTimeout(fn, ms)
on('odd.two', () => { // on odd.two
  later(() => publish('later.sent', {}), 10) // publish later.sent in handler of odd.two
})
async function* pages() { yield { name: 'page.one' }; yield { name: 'page.two' } }
on('odd.three', async () => { // on odd.three
  for await (const { name } of pages()) await publish(name, {}) // publish page.one in handler of odd.three, page.two in handler of odd.three
})
const queue = [['q.one', 1], ['q.two', 2]]
while (queue.length) {
  const [name, n] = queue.shift()
  on(name, { timeout: n * 10000 }, () => { // on q.one timeout 10000, q.two timeout 20000
    return publish(`${name}.done`, {}) // publish q.one.done in handler of q.one, q.two.done in handler of q.two
  })
}
const cmds = { create: ['cmd.create'], remove: ['cmd.remove', { after: 5000 }] }
const run = (cmd, body) => publish(...cmds[cmd], body) // publish cmd.create in handler of odd.four, cmd.remove after 5000 in handler of odd.four
on('odd.four', async () => { await run('create', {}); await run('remove', {}) }) // on odd.four
label: for (const a of ['x', 'y']) for (const b of ['1', '2']) {
  if (a === 'x' && b === '2') continue label
  on(`${a}.${b}`, () => {}) // on x.1, y.1, y.2
}
switch (process.env.MODE) {
  case 'a': on('mode.a', h); break // on mode.a runs h
  default: on('mode.default', h) // on mode.default runs h
}
function h(event, context) { context.setTimeout(9000); return publish('h.' + event.name, {}) } // publish h.mode.a in handler of mode.a, h.mode.default in handler of mode.default
