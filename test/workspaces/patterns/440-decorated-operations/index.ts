// Methods that decorators have run as operations of GraphQL and as schedules.
import { Mutation, Query, ResolveField, Resolver } from '@nestjs/graphql'
import { Cron, CronExpression, Interval } from '@nestjs/schedule'
import * as other from 'type-graphql'
import { events } from '@ampt/sdk'
import { Cron as OwnCron } from './own'

@Resolver('Order')
export class Orders {
  @Query(() => Order)
  order() {
    return this.tell('order.read')
  }

  @Mutation('placeOrder')
  async place() {
    await this.tell('order.placed')
  }

  @Mutation(() => Order, { name: 'cancelOrder' })
  async cancel() {
    await this.tell('order.cancelled')
  }

  @ResolveField()
  total() {
    return this.tell('order.counted')
  }

  private tell(name: string) {
    return events.publish(name, {}) // publish order.read in query order, order.placed in mutation placeOrder, order.cancelled in mutation cancelOrder, order.counted in field total
  }
}

export class Sweeps {
  @Cron(CronExpression.EVERY_HOUR)
  hourly() {
    return events.publish('sweep.hourly', {}) // publish sweep.hourly in schedule cron CronExpression.EVERY_HOUR
  }

  @Interval(60 * 1000)
  often() {
    return events.publish('sweep.often', {}) // publish sweep.often in schedule interval 60000
  }

  @OwnCron('0 4 * * *')
  never() {
    return events.publish('sweep.never', {}) // publish sweep.never in none
  }
}

export class Users {
  @other.Mutation()
  invite() {
    return events.publish('user.invited', {}) // publish user.invited in mutation invite
  }
}
