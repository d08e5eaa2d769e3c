/**
 * The program of the process that adds types to decorators, as text: it is run with the path of the workspace's TypeScript. It is sent files (absolute)
 * with their tsconfig, and answers with the code of each and with all files that hang together with it.
 *
 * What the app's own imports mean is known: an interface is left out, an enum is String or Number. Packages are not read, since it would take
 * seconds; TypeScript asks at run time what their imports are. Fields that the tsconfig has set in the constructor are set there, behind parameters that are
 * properties, which esbuild would not know any more; all else that is new in JavaScript stays, for esbuild.
 */
export const decoratorCompiler = `
const ts = require(process.argv[1])
const { dirname } = require('node:path')
const unset = Object.fromEntries(['outDir', 'outFile', 'out', 'rootDir', 'mapRoot', 'sourceRoot', 'tsBuildInfoFile', 'declarationDir'].map((name) => [name, undefined]))
const forced = {
  ...unset, target: 99, module: ts.ModuleKind.Preserve ?? 99, moduleResolution: ts.ModuleResolutionKind.Bundler ?? 2, jsx: 1,
  experimentalDecorators: true, emitDecoratorMetadata: true, inlineSourceMap: true, sourceMap: false, inlineSources: false,
  noLib: true, types: [], allowJs: false, isolatedModules: false, importHelpers: false, noEmitHelpers: false, noEmit: false, noEmitOnError: false,
  emitDeclarationOnly: false, declaration: false, declarationMap: false, composite: false, incremental: false,
}
const known = new Map()

function prepare(config) {
  const { config: text } = ts.readConfigFile(config, ts.sys.readFile)
  const parsed = ts.parseJsonConfigFileContent(text, { ...ts.sys, readDirectory: () => [] }, dirname(config))
  const useDefineForClassFields = ts.getUseDefineForClassFields?.(parsed.options)
  const options = { ...parsed.options, ...forced, useDefineForClassFields }
  const host = ts.createCompilerHost(options)
  const { getSourceFile } = host
  const sources = new Map()
  const resolve = (name, from) => {
    const { resolvedModule: found } = ts.resolveModuleName(name, from, options, ts.sys)
    return found?.resolvedFileName.includes('/node_modules/') ? undefined : found
  }
  Object.assign(host, {
    getSourceFile(path, ...rest) {
      if (!sources.has(path)) sources.set(path, getSourceFile(path, ...rest))
      return sources.get(path)
    },
    // By the names that TypeScript has for it since version 5, and before.
    resolveModuleNameLiterals: (names, from) => names.map(({ text }) => ({ resolvedModule: resolve(text, from) })),
    resolveModuleNames: (names, from) => names.map((name) => resolve(name, from)),
  })
  return { options, host, rootNames: [], program: undefined }
}

function programWith(file, config) {
  if (!known.has(config)) known.set(config, prepare(config))
  const own = known.get(config)
  if (own.program?.getSourceFile(file) === undefined) {
    own.rootNames.push(file)
    own.program = ts.createProgram({ rootNames: [...own.rootNames], options: own.options, host: own.host, oldProgram: own.program })
    process.send({ files: own.program.getSourceFiles().map(({ fileName }) => fileName) })
  }
  return own.program
}

// Helpers that ask for \`this\` make a module a CommonJS one for esbuild. Nobody uses the inner name of a decorated class, and esbuild would have another
// name in its stacks.
const settled = (code) =>
  code
    .replace(/^(var __\\w+ = )\\(this && this\\.__\\w+\\) \\|\\| /gm, '$1')
    .replace(/^(\\s*let ([\\w$]+) = class )(\\2)(?=\\s)/gm, (_, start, __, name) => start + ' '.repeat(name.length))

process.on('message', ({ id, file, config }) => {
  const program = programWith(file, config)
  let code = null
  program.emit(program.getSourceFile(file), (name, text) => {
    if (/\\.[cm]?jsx?$/.test(name) && text.includes('__decorate(')) code = settled(text)
  })
  process.send({ id, code })
})`
