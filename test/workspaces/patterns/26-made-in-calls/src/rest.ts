import { events } from '@ampt/sdk'

type Arguments = Parameters<typeof events.publish>

export const publish = (...args: Arguments) => {
  console.log(args[0])
  return events.publish(...args) // publish rest.a, rest.b after 60000
}

export function on(label: string, ...rest: Parameters<typeof events.on>) {
  console.log(label)
  events.on(...rest) // on rest.a timeout 5000 runs handle
}

async function handle() {}

void publish('rest.a', {})
void publish('rest.b', { after: '1 minute' }, {})
on('first', 'rest.a', { timeout: 5000 }, handle)
