/** A number for people: `3,361`. Written here, as the first one that `toLocaleString` writes takes 15 ms. */
export function formatNumber(number: number): string {
  return `${Math.round(number * 1000) / 1000}`.replace(/(?<![.\d])\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ','))
}

/** How many there are of something: `1 attempt`, `3,361 attempts`. */
export function formatCount(count: number, noun: string, plural = `${noun}s`): string {
  return `${formatNumber(count)} ${count === 1 ? noun : plural}`
}
