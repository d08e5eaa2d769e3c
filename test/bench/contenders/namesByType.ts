import { Node, Project, SyntaxKind, type SourceFile } from 'ts-morph'

/** A project without the files of its tsconfig. */
export function createCheckerProject(workspace: string): Project {
  return new Project({
    tsConfigFilePath: `${workspace}/tsconfig.json`,
    skipAddingFilesFromTsConfig: true,
    compilerOptions: { noLib: true },
  })
}

/** The event names of the calls in a file, as a type checker tells them. */
export function namesByType(source: SourceFile): string[] {
  return source.getDescendantsOfKind(SyntaxKind.CallExpression).flatMap((call) => {
    if (!/^events\.(publish|on)$/.test(call.getExpression().getText())) return []
    const [name] = call.getArguments()
    const type = name !== undefined && Node.isExpression(name) ? name.getType() : undefined
    const value = type?.isStringLiteral() === true ? type.getLiteralValue() : null
    return typeof value === 'string' ? [value] : []
  })
}
