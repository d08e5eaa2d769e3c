import { bus } from '@acme/bus'
import { emit } from '@acme/bus/emit'
import { ORDER_PLACED } from '@acme/names'

bus.on(ORDER_PLACED, () => emit('order.shipped', {})) // on order.placed
