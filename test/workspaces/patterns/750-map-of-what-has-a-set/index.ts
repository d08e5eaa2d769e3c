import { events } from '@ampt/sdk'

// A map's own `set` is not that of what it holds: its keys are no topics.
class Note {
  private topic = 'note.none'
  about(topic: string) { this.set(topic); return this }
  private set(topic: string) { this.topic = topic }
  send() { return events.publish(this.topic, {}) } // publish note.none, note.six in handler of one, note.eight in handler of four
}

const kept = new Map<string, Note>()
const keptFor = (key: string) => {
  if (!kept.has(key)) kept.set(key, new Note())
  return kept.get(key)!
}

events.on('one', () => new Note().about('note.six').send()) // on one
events.on('three', async () => { // on three
  keptFor('a').about('note.eight')
})
events.on('four', async () => { // on four
  await keptFor('a').send()
})
