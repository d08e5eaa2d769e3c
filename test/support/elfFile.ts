/** A shared library for Linux of nothing but names: those that it asks for, and those that it has. */
export function elfFile(asked: readonly string[], own: readonly string[] = []): Buffer {
  const names = [...asked, ...own]
  const texts = Buffer.from(`\0${names.map((name) => `${name}\0`).join('')}`)
  const symbols = Buffer.alloc(24 * names.length)
  names.forEach((name, index) => {
    symbols.writeUInt32LE(texts.indexOf(`\0${name}\0`) + 1, index * 24)
    symbols.writeUInt16LE(index < asked.length ? 0 : 1, index * 24 + 6)
  })
  const section = (type: number, offset: number, size: number, link: number): Buffer => {
    const header = Buffer.alloc(64)
    header.writeUInt32LE(type, 4)
    header.writeBigUInt64LE(BigInt(offset), 0x18)
    header.writeBigUInt64LE(BigInt(size), 0x20)
    header.writeUInt32LE(link, 0x28)
    return header
  }
  const file = Buffer.alloc(64)
  file.write('\x7fELF\x02\x01', 'latin1')
  file.writeBigUInt64LE(BigInt(64 + texts.length + symbols.length), 0x28)
  file.writeUInt16LE(64, 0x3a)
  file.writeUInt16LE(2, 0x3c)
  const sections = [section(3, 64, texts.length, 0), section(11, 64 + texts.length, symbols.length, 0)]
  return Buffer.concat([file, texts, symbols, ...sections])
}
