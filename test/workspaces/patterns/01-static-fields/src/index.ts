import { Answer } from './models/answer'
import { Answer as Renamed } from './models/answer'

Answer.initListeners()
void Renamed.ask('q-1')
