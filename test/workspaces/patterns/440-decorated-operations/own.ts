export const Cron = (_when: string) => (): void => {}
