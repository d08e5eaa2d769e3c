import { queue } from '@/lib/named'
import { bus } from 'lib'

export const tell = () => queue.send('star-path', {}) // publish star-path
queue.receive('base-url', () => {}) // on base-url
bus.on('base-url-index', () => {}) // on base-url-index
