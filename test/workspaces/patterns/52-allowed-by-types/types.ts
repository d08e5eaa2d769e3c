export type Action = 'created' | 'deleted'
export interface Order {
  kind: Action
  place: { area: 'north' | 'south' }
}
export type Happening = { type: 'order.paid'; sum: number } | { type: 'order.sent' }
export type Loose = { type: 'order.lost' } | { type: string }
