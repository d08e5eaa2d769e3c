import { Answer } from './answer'
import { initOrders } from './listeners'

Answer.initListeners()
initOrders()
