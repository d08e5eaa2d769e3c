// A folder that a package.json of its own gives a main file, which is yet to be built.
import { send } from './lib'

void send('folder.sent')
