import { events } from '@ampt/sdk'

export class Answer {
  static processAnswersEvent = 'answer:process'
  static readonly askedEvent = `answer:${'asked'}`

  static initListeners() {
    events.on(Answer.processAnswersEvent, { timeout: 60000 * 5 }, Answer.onAnswerProcessEvent) // on answer:process timeout 300000 runs onAnswerProcessEvent
    events.on(this.askedEvent, this.onAsked) // on answer:asked runs onAsked
  }

  static async onAnswerProcessEvent(event: any) {
    const item = await load(event.body as string)
    if (item.hasMore) await events.publish(Answer.processAnswersEvent, { after: 1000 }, item.key) // publish answer:process after 1000 in handler of answer:process
  }

  static async onAsked() {}

  static ask(id: string) {
    return events.publish(this.askedEvent, { after: '3 seconds' }, id) // publish answer:asked after 3000
  }
}

declare function load(key: string): Promise<{ hasMore: boolean; key: string }>
