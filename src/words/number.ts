/** A number for people: `3,361`. */
export function formatNumber(number: number): string {
  return number.toLocaleString('en-US')
}

/** How many there are of something: `1 attempt`, `3,361 attempts`. */
export function formatCount(count: number, noun: string, plural = `${noun}s`): string {
  return `${formatNumber(count)} ${count === 1 ? noun : plural}`
}
