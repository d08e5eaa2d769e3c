import { ts } from 'ts-morph'

/** An object that the text of other files names: by a path of so many members from a name that its file declares. */
interface Named {
  readonly name: string
  readonly depth: number
}

/** How an object is named where others import it; null where it is not by a name of its own. */
export function nameOfObject(node: ts.ObjectLiteralExpression): Named | null {
  let depth = 0
  for (let at: ts.Node = node.parent; !ts.isStatement(at); at = at.parent) {
    if (ts.isVariableDeclaration(at)) return ts.isIdentifier(at.name) && !isExportedWhole(node) ? { name: at.name.text, depth } : null
    if (ts.isPropertyAssignment(at)) depth++
    else if (!ts.isObjectLiteralExpression(at) && !ts.isParenthesizedExpression(at) && !ts.isSatisfiesExpression(at)) return null
  }
  return null
}

/** Whether others may import it by any name. */
function isExportedWhole(node: ts.Node): boolean {
  return /\bexport\s+default\b|\bmodule\.exports\b|\bexport\s*=|\bas\s+\w+\s*[,}]/.test(node.getSourceFile().text)
}

/** Whether a file may write to an object that it imports, or hand it to what does: it does more with it than read its members, or hands on all that it imports. */
export function mayChange({ text }: ts.SourceFile, { name, depth }: Named): boolean {
  if (/\bexport\s*\*/.test(text)) return true
  if (!text.includes(name)) return false
  if (new RegExp(`(?<![\\w$])${escaped(name)}\\s+as\\b`).test(text)) return true
  const read = `(?:\\s*\\??\\.\\s*[\\w$]+(?![\\w$])){${depth + 1},}(?!\\s*(?:\\??\\.|\\[|(?:<<|>>>?|[-+*/%&|^?]{0,2})=(?![=>])|\\+\\+|--))`
  const others = new RegExp(`(?<![\\w$])(?:(?<=(?:\\+\\+|--|delete\\s))${escaped(name)}|${escaped(name)}(?![\\w$])(?!${read}))`)
  return others.test(text.replace(imports, ''))
}

const imports = /\bimport\b[^;'"]*?\bfrom\b\s*(['"])[^'"]*\1|\b(?:const|let|var)\s*\{[^}]*\}\s*=\s*(?:await\s+)?(?:require|import)\(/g

function escaped(name: string): string {
  return name.replaceAll('$', '\\$')
}
