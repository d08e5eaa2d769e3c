// All that needs TypeScript: a bundle of its own, which is loaded when something is to be parsed.
export { createAnalysis } from './analysis'
export { createSourceTrees } from './syntax/sourceTrees'
