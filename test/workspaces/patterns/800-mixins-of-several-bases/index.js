const { events } = require('@ampt/sdk')

// Classes that functions make of others: each has what its own base has.

const Announces = (Base) =>
  class extends Base {
    announce(what) {
      return events.publish(`${this.channel}.${what}`, {}) // publish export.started in handler of jobs.exports, import.loaded in handler of files.imports
    }
  }

class Worker {
  get queue() {
    throw new Error('queue is abstract')
  }
  register() {
    events.on(`jobs.${this.queue}`, () => this.run()) // on jobs.invoices, jobs.exports
  }
  async run() {
    await this.process()
    await events.publish(`jobs.${this.queue}.done`, {}) // publish jobs.invoices.done in handler of jobs.invoices, jobs.exports.done in handler of jobs.exports
  }
  enqueue() {
    return events.publish(`jobs.${this.queue}`, {}) // publish jobs.exports in handler of export.asked
  }
}

class Loader {
  get source() {
    throw new Error('source is abstract')
  }
  watch() {
    events.on(`files.${this.source}`, () => this.load()) // on files.imports
  }
}

class InvoiceWorker extends Worker {
  get queue() {
    return 'invoices'
  }
  process() {
    return events.publish('invoice.due', {}) // publish invoice.due in handler of jobs.invoices
  }
}

class ExportWorker extends Announces(Worker) {
  get queue() {
    return 'exports'
  }
  get channel() {
    return 'export'
  }
  process() {
    return this.announce('started')
  }
}

class ImportLoader extends Announces(Loader) {
  get source() {
    return 'imports'
  }
  get channel() {
    return 'import'
  }
  load() {
    return this.announce('loaded')
  }
}

const workers = { invoices: new InvoiceWorker(), exports: new ExportWorker() }
Object.values(workers).forEach((worker) => worker.register())
new ImportLoader().watch()
events.on('export.asked', () => workers.exports.enqueue()) // on export.asked
