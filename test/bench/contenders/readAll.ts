import { closeSync, openSync, readdirSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { report } from '../contenders'

const start = performance.now()
const buffer = Buffer.allocUnsafe(1 << 20)
let found = 0
const visit = (folder: string): void => {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) visit(path)
    else {
      const file = openSync(path, 'r')
      const size = readSync(file, buffer, 0, buffer.length, 0)
      closeSync(file)
      if (buffer.subarray(0, size).indexOf('@ampt/sdk') >= 0) found++
    }
  }
}
visit(process.argv[2]!)
report(performance.now() - start, `${found} files with the string`)
