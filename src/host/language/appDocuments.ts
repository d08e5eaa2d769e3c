import type { DocumentFilter } from 'vscode'
import { appLanguages } from '../graphModule'

/** The documents that the language features are for. */
export const appDocuments: readonly DocumentFilter[] = appLanguages.map((language) => ({ language, scheme: 'file' }))
