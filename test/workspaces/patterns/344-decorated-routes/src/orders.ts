// Methods that decorators of NestJS make routes of.
import { Controller, Delete, Get as Read, Inject, Post } from '@nestjs/common'
import { events } from '@ampt/sdk'
import { Get } from './own'

class Bus {
  emit(name: string) {
    return events.publish(name, {}) // publish order.read in GET /api/orders/:id, order.created in POST /api/orders
  }
}

@Controller({ path: 'orders', version: '1' })
export class Orders {
  constructor(@Inject() private readonly bus: Bus) {}

  @Read(':id')
  read() {
    return this.bus.emit('order.read')
  }

  @Post()
  async create() {
    await this.bus.emit('order.created')
  }

  @Delete(['a', '/b/'])
  remove() {
    return events.publish('order.removed', {}) // publish order.removed in DELETE /api/orders/a, DELETE /api/orders/b
  }

  @Get()
  other() {
    return events.publish('other', {}) // publish other in none
  }
}
