import { data } from '@ampt/data'
import { events } from '@ampt/sdk'
import { Question } from './question'

export class Answer {
  static readonly prefix = 'answer'
  static readonly processAnswersEvent = 'answer:process'

  static initListeners(): void {
    events.on(Answer.processAnswersEvent, { timeout: 60 * 1000 }, Answer.onAnswerProcessEvent)
    data.on(`created:${Answer.prefix}:*`, { timeout: 6000 }, Answer.onCreated)
  }

  // Called without `this`.
  static async onAnswerProcessEvent(this: void, { body }: { body: { question: string; answers: string[] } }): Promise<void> {
    await new Question(body.question).save({ count: body.answers.length })
    for (const answer of body.answers) await data.set(`${Answer.prefix}:${answer}`, { question: body.question })
  }

  static async onCreated(this: void, { item }: { item: { key: string } }): Promise<void> {
    await events.publish('answer.counted', { after: Math.floor(Math.random() * 1000) }, item.key)
  }
}
