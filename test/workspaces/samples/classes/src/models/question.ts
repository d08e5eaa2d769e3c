import { events } from '@ampt/sdk'
import { Model } from './model'

export class Question extends Model {
  readonly object = 'question'

  static initListeners(): void {
    events.on('question.updated', async ({ body }) => console.log(`question ${body.id} is new`))
  }
}
