export const Get = () => (): void => {}
