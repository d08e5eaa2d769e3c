import { randomBytes } from 'node:crypto'

const urlAlphabet = 'useandom-26T198340PX75pxJACKVERYMINDBUSHWOLF_GQZbfghjklqvwyzrict'

/**
 * Stands in for the package `nanoid`, which draws for many ids at once and so gives an attempt ids of whoever drew before it: here each
 * draws its own.
 */
export function createNanoid(): object {
  const random = (bytes: number): Uint8Array => randomBytes(bytes)
  const customRandom = (alphabet: string, defaultSize: number, draw: (bytes: number) => Uint8Array) => {
    const mask = (2 << (31 - Math.clz32((alphabet.length - 1) | 1))) - 1
    const step = Math.ceil((1.6 * mask * defaultSize) / alphabet.length)
    return (size = defaultSize): string => {
      let id = ''
      while (id.length < size) for (const byte of draw(step)) if (id.length < size) id += alphabet[byte & mask] ?? ''
      return id
    }
  }
  const customAlphabet = (alphabet: string, size = 21) => customRandom(alphabet, size, random)
  return { nanoid: customAlphabet(urlAlphabet), customAlphabet, customRandom, random, urlAlphabet }
}
