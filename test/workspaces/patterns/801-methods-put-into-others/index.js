const { events } = require('@ampt/sdk')
const { closable } = require('./closable')

class Orders {
  get channel() {
    return 'orders'
  }
  full() {
    return this.close('full')
  }
}

class Carts {
  get channel() {
    return 'carts'
  }
  full() {
    return this.close('full')
  }
}

Object.assign(Orders.prototype, closable)
Object.assign(Carts.prototype, closable)

const session = {
  ...closable,
  channel: 'session',
  end() {
    return this.close('over')
  },
}

const door = Object.assign({ channel: 'door' }, closable)

events.on('orders.full', () => new Orders().full()) // on orders.full
events.on('carts.full', () => new Carts().full()) // on carts.full
events.on('session.ended', () => session.end()) // on session.ended
events.on('door.left', () => door.close('left')) // on door.left
