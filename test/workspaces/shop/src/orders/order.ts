export interface Order {
  orderId: string
  customer: string
  card: { number: string; expires: string }
  lines: { sku: string; quantity: number }[]
}
