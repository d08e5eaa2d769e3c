export { events as bus } from '@ampt/sdk'
export * from './named'
export * as everything from '@ampt/sdk'
