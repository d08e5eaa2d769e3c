// Takes of TypeScript, as ts-morph ships it, only what the graph worker uses: its parser. TypeScript is published as one script that
// ends with everything in one object, of which a bundler can drop nothing. Here it becomes a module with named exports, and the
// statements that would keep the rest alive (plug-ins that register themselves) lose that power. The worker is a tenth of the size then,
// and starts in a third of the time.
const { readFileSync } = require('node:fs')
const { dirname } = require('node:path')

const exportsMark = '__export(typescript_exports, {'
const bodyMark = 'module.exports = __toCommonJS(typescript_exports);'
const endMark = '// Annotate the CommonJS export names'

/** An esbuild plugin: bundles `import { ts } from 'ts-morph'` of files in src/graph as that module. */
exports.typescriptParser = {
  name: 'typescript-parser',
  setup(build) {
    const file = require.resolve('@ts-morph/common/dist/typescript.js', { paths: [require.resolve('ts-morph')] })
    const namespace = 'typescript-parser'
    build.onResolve({ filter: /^ts-morph$/ }, () => ({ path: file, namespace, sideEffects: false }))
    build.onLoad({ filter: /./, namespace }, () => ({ contents: asModule(readFileSync(file, 'utf8')), resolveDir: dirname(file) }))
    // Names of a namespace can be dropped one by one, those of an object cannot.
    build.onLoad({ filter: /[\\/]src[\\/]graph[\\/].*\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace("import { ts } from 'ts-morph'", "import * as ts from 'ts-morph'"),
      loader: 'ts',
      watchFiles: [path],
    }))
  },
}

function asModule(script) {
  const [from, body, end] = [script.indexOf(exportsMark), script.indexOf(bodyMark), script.lastIndexOf(endMark)]
  if (from < 0 || body < from || end < body)
    throw new Error('typescript.js of @ts-morph/common has another form; see build/typescriptParser.js.')
  const statements = script
    .slice(body + bodyMark.length, end)
    // The language server, which nothing before it needs.
    .replace(/^\/\/ src\/server\/[^]*/m, '')
    // var X; ((X2) => { … })(X || (X = {})), a namespace
    .replace(
      /^var (\w+);\n\(\((\w+)\) => \{\n([^]*?)^\}\)\(\1 \|\| \(\1 = \{\}\)\);/gm,
      (_, name, inner, content) => `var ${name} = /* @__PURE__ */ ((${inner}) => {\n${content}return ${inner};\n})({});`,
    )
    // Fields that only later phases of a compiler fill: a third of the memory of a tree.
    .replace(/^ +(?:node|this)\.(?:jsDoc|symbol|localSymbol|locals|nextContainer|\w*[fF]lowNode|original|emitNode) = void 0;\n/gm, '')
    .replace(/^(var \w+ = )(\w[\w.]*\()/gm, '$1/* @__PURE__ */ $2')
    .replace(/^__export\(/gm, '/* @__PURE__ */ __export(')
    .replace(/^register(?:CodeFix|Refactor)\((?:.*\);|[^]*?^\S*\);)\n/gm, '')
  const declared = new Set([...statements.matchAll(/^(?:async )?(?:function\*?|var|class) (\w+)/gm)].map(([, name]) => name))
  const exported = [...script.slice(from, body).matchAll(/^ +(\w+): \(\) => (\w+),?$/gm)].filter(([, , local]) => declared.has(local))
  const names = exported.map(([, name, local]) => (name === local ? name : `${local} as ${name}`))
  return `${statements}\nvar __export = () => {};\nexport { ${names.join(', ')} };`
}
