const { events } = require('@ampt/sdk')

// What a wrapped on hands its event to, in a loop: each publishes its own.
function enqueue(name, body) {
  return events.publish(name, { after: '1 minute' }, body) // publish mail after 60000 in handler of mail, print after 60000 in handler of print
}

function consume(name, run) {
  events.on(name, run) // on mail, print
}

function runner(name) {
  return async (event) => {
    await enqueue(name, event.body)
  }
}

for (const name of ['mail', 'print']) consume(name, runner(name))
