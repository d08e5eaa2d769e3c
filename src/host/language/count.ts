/** Such as `no handler`, `1 handler`, `2 handlers`. */
export function count(number: number, noun: string): string {
  return `${number === 0 ? 'no' : number} ${noun}${number === 1 || number === 0 ? '' : 's'}`
}
