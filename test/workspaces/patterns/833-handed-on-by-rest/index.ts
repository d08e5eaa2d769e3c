// What is handed on by a rest, by a function whose callers name the event, keeps its handler and its options.
import { events } from '@ampt/sdk'

const on = (...given: [any, any, any?]) => events.on(...given) // on seat.asked timeout 30000 runs seat, seat.freed timeout none runs freed
const heard = (name: string, ...rest: [any, any?]) => events.on(name, ...rest) // on seat.taken timeout 20000 runs taken
const late = (...given: [any, any, any?]) => events.publish(...given) // publish seat.due after 300000 in handler of seat.asked
const bare = (...given: [any, any, any?]) => events.publish(...given) // publish seat.empty after 60000 in handler of seat.freed

function subscribe(topic: string, run: (event: any) => unknown) {
  on(`seat.${topic}`, { timeout: 30_000 }, run)
}
function listen(topic: string, run: (event: any) => unknown) {
  on(`seat.${topic}`, run)
}
function hear({ topic, run }: { topic: string; run: (event: any) => unknown }) {
  heard(topic, { timeout: 20_000 }, run)
}
async function dueAfter(body: object, after = '5 minutes') {
  await late('seat.due', { after }, body)
}
async function seat({ body }: any) {
  await dueAfter(body)
}
async function freed() {
  await bare('seat.empty', { after: '1 minute' }, null)
}
const taken = async ({ body }: any) => events.publish('seat.told', body) // publish seat.told in handler of seat.taken
subscribe('asked', seat)
listen('freed', freed)
hear({ topic: 'seat.taken', run: taken })
