import { events } from '@ampt/sdk'
import { Answer } from '@models/answer'
import { Question } from '@models/question'
import { registerBatches } from './batches'
import { requeue } from './tasks/requeue'

Answer.initListeners()
Question.initListeners()
registerBatches(events)
events.on('requeue-task', () => requeue.again())
