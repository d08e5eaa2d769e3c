/** As the customer sends it. */
export interface Order {
  orderId: string
  customer: string
  card: { number: string; expires: string }
  lines: { sku: string; quantity: number }[]
}

/** As it is kept, under `order:<orderId>`. */
export interface StoredOrder {
  customer: string
  status: 'placed' | 'paid'
}
