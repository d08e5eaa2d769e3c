import { emitUser } from './user'

emitUser('joined')
emitUser('left')
