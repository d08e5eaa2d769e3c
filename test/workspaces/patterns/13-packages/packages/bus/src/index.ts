export { events as bus } from '@ampt/sdk'
