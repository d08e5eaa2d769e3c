import { startAsked, startHandlers, startListener, startReactions, startTakers } from './decorators'
import { Billing, Mails, Parcels, Quotes, Rates, Returns, Stock, Teams, Texts, Users } from './handlers'

startHandlers(new Billing(), new Stock())
startListener(new Mails())
startListener(new Texts())
startReactions([new Parcels(), new Returns()])
startTakers([new Users(), new Teams()])
startAsked(new Rates(), new Quotes())
