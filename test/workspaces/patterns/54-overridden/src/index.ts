import { Mailer, Model } from './base'

class Sms extends Mailer {
  override kind = 'sms'
}

class Any extends Mailer {
  constructor(kind: string) {
    super()
    this.kind = kind
  }
}

class User extends Model {
  static override collection = 'users'
}

class Order extends Model {
  static override collection = 'orders'
}

const mailers: Mailer[] = [new Mailer(), new Sms(), new Any(process.env['KIND']!)]
for (const one of mailers) await one.send()
await User.save()
await Order.save()
