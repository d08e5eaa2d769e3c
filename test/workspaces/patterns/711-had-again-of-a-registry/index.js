// What a package's registry was handed it may give again for a key that is not told; not what another was handed.
import { events, task } from '@ampt/sdk'
import { others, registry } from 'elsewhere'
import { Model } from './models'

const [users, orders, apart] = [new Model('users'), new Model('orders'), new Model('apart')]
registry.add(users)
registry.add(orders)
others.add(apart)

events.on('orders.saved', () => {}) // on orders.saved
task('users', () => users.save())
task('apart', () => apart.save())
