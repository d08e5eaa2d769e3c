import { A } from './a'
export const B: string = A.slice(1)
export * from './a'
