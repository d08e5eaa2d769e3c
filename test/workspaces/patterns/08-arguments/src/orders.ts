export const register = ({ events: queue }: { events: any; log: unknown }) => {
  queue.on('order.placed', (event: any) => void event) // on order.placed
}
