// The licences of the packages whose code the bundles hold: most ask that their text goes with every copy.
const { readdirSync, readFileSync } = require('node:fs')
const { join } = require('node:path')

/** The notices for bundles, which esbuild tells of in `metafiles`, as one text. */
exports.noticesOf = (metafiles) => {
  const files = metafiles.flatMap(({ outputs }) => Object.values(outputs).flatMap(({ inputs }) => Object.entries(inputs)))
  const shipped = files.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([file]) => file)
  // With whatever stands before: plug-ins name files in their own way.
  const folders = shipped.flatMap((file) => /node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? [])
  // ts-morph ships TypeScript as a file of its own.
  if (folders.includes('node_modules/@ts-morph/common')) folders.push('node_modules/typescript')
  return [...new Set(folders.sort().map(noticeOf))].join(`\n\n${'-'.repeat(80)}\n\n`)
}

function noticeOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry))
  const text = file === undefined ? 'It brings no text of its licence along.' : readFileSync(join(folder, file), 'utf8').trim()
  return `${name} ${version} (${license})\n\n${text}`
}
