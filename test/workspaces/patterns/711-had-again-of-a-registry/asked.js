import { task } from '@ampt/sdk'
import { registry } from 'elsewhere'

task('any', async ({ body }) => {
  const model = await registry.get(body.model)
  await model.save()
})
