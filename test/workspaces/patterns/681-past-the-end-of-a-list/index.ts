// Which item a step takes is not told: it may be past the end, where the chain ends.
import { events } from '@ampt/sdk'

const waits = ['3 days', '1 week']
const remind = async (id: string, step: number) => {
  const after = waits[step]
  if (!after) {
    await events.publish('written-off', { id }) // publish written-off in handler of reminded
    return
  }
  await events.publish('reminded', { after }, { id, step }) // publish reminded after ? in handler of reminded
}
events.on('reminded', ({ body }) => remind(body.id, body.step + 1)) // on reminded

const stages = [{ name: 'packed' }, { name: 'sent' }]
const advance = async (place: number) => {
  const stage = stages[place]!
  if (stage === undefined) await events.publish('finished', {}) // publish finished in handler of staged
  else await events.publish(stage.name, { place }) // publish packed in handler of staged, sent in handler of staged
}
events.on('staged', ({ body }) => advance(body.place + 1)) // on staged

const turn = async (place: number) => {
  const next = ['a', 'b'].at(place)
  if (!next) return events.publish('turned', {}) // publish turned in handler of turn
  await events.publish('turn', { next }) // publish turn in handler of turn
}
events.on('turn', ({ body }) => turn(body.place + 1)) // on turn
