import { events } from '@ampt/sdk'

// What a statement surely wrote is what the next one publishes, also where others write to the same object later, or elsewhere.
class Message {
  private topic = 'empty'
  private options: { after?: string } = {}
  to(topic: string) { this.topic = topic; return this }
  after(delay: string) { this.options = { after: delay }; return this }
  send() { return events.publish(this.topic, this.options, {}) } // publish shared.one in handler of one, shared.two in handler of two, own.one after ? in handler of three, own.two after 60000 in handler of three, own.three after 60000 in handler of three, own.four in handler of four, own.five in handler of four
}

const shared = new Message()
events.on('one', () => shared.to('shared.one').send()) // on one
events.on('two', async () => { // on two
  shared.to('shared.two')
  await shared.send()
})
events.on('three', async () => { // on three
  const own = new Message()
  own.to('own.one')
  await own.send()
  own.to('own.two').after('1 minute')
  await own.send()
  own.to('own.three')
  await own.send()
})
events.on('four', async () => { // on four
  const own = new Message()
  await own.to('own.four').send()
  await own.to('own.five').send()
})

// Where something comes between, it may be what others wrote, too.
class Note {
  private topic = 'none'
  about(topic: string) { this.topic = topic; return this }
  more(topic: string) { this.topic += topic; return this }
  send() { return events.publish(this.topic, {}) } // publish note.five in handler of five, note.six in handler of five, none, note.seven in handler of seven, note.eight, ?
  late() { setTimeout(() => events.publish(this.topic, {}), 10) } // publish late.nine, late.ten, ?
}

const board = new Note()
const wait = async () => {}
events.on('five', async () => { // on five
  board.about('note.five')
  await wait()
  await board.send()
})
events.on('six', () => { // on six
  board.about('note.six')
})
events.on('seven', async () => { // on seven
  const own = new Note()
  own.about('note.seven')
  own.more('.x')
  await own.send()
  own.about('note.eight')
})
events.on('eight', () => { // on eight
  const own = new Note()
  own.about('late.nine').late()
  own.about('late.ten')
})
