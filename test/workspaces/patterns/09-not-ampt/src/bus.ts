export class EventBus {
  events = { publish(_name: string, _body: unknown) {} }
  on(_name: string, _handler: () => void) {}
}
export const bus = new EventBus()
bus.on('own', () => {})
