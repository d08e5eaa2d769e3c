import type * as vscode from 'vscode'

/** The lines of a file as they are in its editor, else on disk; none where it cannot be read. */
export async function readLines(vs: typeof vscode, uri: vscode.Uri): Promise<readonly string[]> {
  const open = vs.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString())
  return (open?.getText() ?? (await readText(vs, uri))).split(/\r\n|\r|\n/)
}

async function readText(vs: typeof vscode, uri: vscode.Uri): Promise<string> {
  try {
    return new TextDecoder().decode(await vs.workspace.fs.readFile(uri))
  } catch {
    // Gone since the graph was read: the next reading leaves it out.
    return ''
  }
}
