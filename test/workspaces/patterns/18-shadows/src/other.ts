export const other = { publish(_name: string, _body: unknown) {}, on(_name: string, _handler: () => void) {} }
