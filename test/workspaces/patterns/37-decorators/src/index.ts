import { bindAll, Container } from './core'
import './services'

bindAll(new Container())
