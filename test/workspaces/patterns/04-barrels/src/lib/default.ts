import * as sdk from '@ampt/sdk'
export default sdk
