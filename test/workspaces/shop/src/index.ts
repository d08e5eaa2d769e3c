import './api/checkout'
import { initLoyaltyListeners } from '@shop/loyalty/listeners'
import { initMailListeners } from '@shop/mail/listeners'
import { initOrderListeners } from '@shop/orders/listeners'
import { Payments } from '@shop/payments/payments'
import { initStockListeners } from '@shop/stock/listeners'

initOrderListeners()
Payments.initListeners()
initStockListeners()
initLoyaltyListeners()
initMailListeners()
