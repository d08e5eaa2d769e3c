import { bus } from './lib'
import { bus as again } from '@lib'
import * as lib from './lib/index.js'
import { queue } from './lib/named'
import sdk from './lib/default'

bus.publish('barrel', {}) // publish barrel
again.publish('alias-path', {}) // publish alias-path
lib.bus.publish('barrel-namespace', {}) // publish barrel-namespace
lib.everything.events.publish('barrel-star', {}) // publish barrel-star
queue.send('renamed', {}) // publish renamed
sdk.events.on('default-export', () => {}) // on default-export
