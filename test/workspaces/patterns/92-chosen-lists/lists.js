// Lists of arguments, options, and tables of names that a condition chooses of.
const { events } = require('@ampt/sdk')
const later = process.env.LATER
const body = {}
const soon = { after: '5 minutes' }

function written() {
  events.publish(...(later ? ['written.later', soon, body] : ['written.now', body])) // publish written.later after 300000, written.now
  const args = later ? ['named.later', soon, body] : ['named.now', body]
  events.publish(...args) // publish named.later after 300000, named.now
}
const send = (name, body, options) => events.publish(...(options ? [name, options, body] : [name, body])) // publish sent, sent.later after 300000
send('sent', body)
send('sent.later', body, soon)
events.on(...(later ? ['on.later', { timeout: 9000 }, () => {}] : ['on.now', () => {}])) // on on.later timeout 9000, on.now timeout none
// What is added later may stand anywhere in it.
const grown = later ? ['grown'] : ['grown.too']
grown.push(soon, body)
events.publish(...grown) // publish grown after ?, grown.too after ?, ?

function options(isLate) {
  events.publish('spread', { ...(isLate ? soon : {}) }, body) // publish spread after ?
  events.publish('spread.too', { ...(later && soon) }, body) // publish spread.too after ?
  events.publish('spread.behind', { after: 1000, ...(later ? soon : {}) }, body) // publish spread.behind after ?
  events.publish('chosen', later ? soon : {}, body) // publish chosen after ?
}
const names = { base: 'n.base', ...(later ? { extra: 'n.extra' } : {}) }
for (const name of Object.values(names)) events.on(name, () => {}) // on n.base, n.extra
const more = { base: 'm.base', ...(later && { base: 'm.other', extra: 'm.extra' }) }
Object.entries(more).forEach(([, name]) => events.on(name, () => {})) // on m.base, m.other, m.extra
events.publish(names.extra, body) // publish n.extra

// All that a function is passed is handed on.
function forward() {
  return events.publish.apply(events, arguments) // publish f.one, f.two after 300000
}
forward('f.one', body)
forward('f.two', soon, body)
function rest(...args) {
  return events.publish.call(events, ...args) // publish r.one, r.two after 300000
}
rest('r.one', body)
rest('r.two', soon, body)
