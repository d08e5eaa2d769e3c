export interface Policy {
  delay(tries: number): number
  next(tries: number): string | undefined
}
export const policy: Policy = {
  delay(tries) {
    return 1000 * 2 ** tries
  },
  next(tries): string | undefined {
    return ['1 day', '3 days'][tries]
  },
}
