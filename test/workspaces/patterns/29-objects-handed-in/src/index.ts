import { task } from '@ampt/sdk'
import { announce, emit, emitLater } from './emit'

task('place', () => emit({ name: 'order.placed', body: {} }))
task('pay', () => announce({ name: 'order.paid', body: {} }))
task('expire', () => emitLater('order.expired', {}, '1 hour'))
