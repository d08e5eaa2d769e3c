export type * from './publisher'
