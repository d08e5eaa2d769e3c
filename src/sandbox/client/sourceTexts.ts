import { existsSync, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, extname, resolve } from 'node:path'
import type { Loader, Plugin } from 'esbuild'
import type { DecoratorMetadata } from './decoratorMetadata'

const loaders: Readonly<Record<string, Loader>> = { '.ts': 'ts', '.mts': 'ts', '.cts': 'ts', '.tsx': 'tsx', '.jsx': 'jsx' }

/** Gives esbuild the texts of source files that are not as it needs them. */
export function sourceTexts(metadata: DecoratorMetadata): Plugin {
  return {
    name: 'source-texts',
    setup(build) {
      build.onLoad({ filter: /\.[cm]?[jt]sx?$/ }, async ({ path, namespace }) => {
        if (namespace !== 'file') return null
        const text = await readFile(path, 'utf8')
        const code = await metadata.compile(path, text)
        if (code === null && !/import\(\s*['"`]\.{1,2}\//.test(text)) return null
        return { contents: namedAsTheyAre(code ?? text, dirname(path)), loader: loaders[extname(path)] ?? 'js', resolveDir: dirname(path) }
      })
      build.onEnd(() => metadata.end())
    },
  }
}

/**
 * esbuild bundles all that `import(`./handlers/${name}.js`)` can mean, by the names of the files; TypeScript's are called as they will be when
 * built. Where the folder holds no such file, the ending becomes that of its source, which is as long.
 */
function namedAsTheyAre(text: string, folder: string): string {
  const forms = [
    /(import\(\s*`(\.{1,2}\/[^`$]*)\$\{[^`]*\}\.)js(`\s*\))/g,
    /(import\(\s*['"](\.{1,2}\/[^'"]*)['"]\s*\+[^)]*?\+\s*['"]\.)js(['"]\s*\))/g,
  ]
  const rename = (whole: string, before: string, prefix: string, after: string): string => {
    const place = resolve(folder, prefix.slice(0, prefix.lastIndexOf('/')))
    const names = existsSync(place) ? readdirSync(place) : []
    const isSource = names.some((name) => name.endsWith('.ts')) && !names.some((name) => name.endsWith('.js'))
    return isSource ? `${before}ts${after}` : whole
  }
  return forms.reduce((told, form) => told.replace(form, rename), text)
}
