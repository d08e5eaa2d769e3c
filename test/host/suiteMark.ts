/** Stands before each line that the suite prints inside VS Code, whose console carries the editor's own log too. */
export const suiteMark = '[suite] '
