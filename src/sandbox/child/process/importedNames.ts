const SYMBOLS_FOR_LOADING = 11
const SYMBOL_BYTES = 24

/** How an ELF file of 64 bits, little-endian, begins. */
const ELF_64 = '\x7fELF\x02\x01'

/** The names that a native add-on asks the system for. Where its format does not tell them, they are all texts that may be such names. */
export function importedNames(file: Buffer): readonly string[] {
  try {
    const names = file.toString('latin1', 0, ELF_64.length) === ELF_64 ? undefinedSymbols(file) : []
    if (names.length > 0) return names
  } catch {
    // The table of sections is cut off: the system loads a file without it.
  }
  return file
    .toString('latin1')
    .split('\0')
    .filter((text) => /^[\w.]{1,100}$/.test(text))
}

/** Source: System V ABI, "Sections" and "Symbol Table". */
function undefinedSymbols(file: Buffer): string[] {
  const header = (index: number): Buffer => file.subarray(Number(file.readBigUInt64LE(0x28)) + index * file.readUInt16LE(0x3a))
  const offsetOf = (section: Buffer): number => Number(section.readBigUInt64LE(0x18))
  const names: string[] = []
  for (let index = 0; index < file.readUInt16LE(0x3c); index++) {
    const section = header(index)
    if (section.readUInt32LE(4) !== SYMBOLS_FOR_LOADING) continue
    const texts = offsetOf(header(section.readUInt32LE(0x28)))
    const end = offsetOf(section) + Number(section.readBigUInt64LE(0x20))
    for (let at = offsetOf(section); at < end; at += SYMBOL_BYTES) {
      const isDefined = file.readUInt16LE(at + 6) !== 0
      if (isDefined) continue
      const start = texts + file.readUInt32LE(at)
      names.push(file.toString('latin1', start, file.indexOf(0, start)))
    }
  }
  return names
}
