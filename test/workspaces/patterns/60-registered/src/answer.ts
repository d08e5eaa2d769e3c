import { events } from '@ampt/sdk'

export class Answer {
  static initListeners() {
    events.on('answer', Answer.onAnswer) // on answer uncalled none
  }
  static async onAnswer() {}
}

export class Question {
  static initListeners() {
    events.on('question', Question.onQuestion) // on question uncalled Question.initListeners
  }
  static async onQuestion() {}
}
