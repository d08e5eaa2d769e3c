import { events } from '@ampt/sdk'

// Functions that call each other hand on what they were passed, whoever begins.
interface Node {
  kind: 'file' | 'folder' | 'link'
  items: Node[]
}

function visit(node: Node, log: string): void {
  if (node.kind === 'file') visitFile(node, log)
  else if (node.kind === 'folder') visitFolder(node, log)
  else visitLink(node, log)
}
function visitFile(node: Node, log: string): void {
  events.publish(`${log}.file`, {}) // publish seen.file in handler of scan, kept.file in handler of keep
  visit(node, log)
}
function visitFolder(node: Node, log: string): void {
  events.publish(`${log}.folder`, {}) // publish seen.folder in handler of scan, kept.folder in handler of keep
  node.items.forEach((item) => visit(item, log))
  visitFile(node, log)
}
function visitLink(node: Node, log: string): void {
  visit(node, log)
  visitFolder(node, log)
}
events.on('scan', ({ body }) => visit(body as Node, 'seen')) // on scan
events.on('keep', ({ body }) => visit(body as Node, 'kept')) // on keep

// Of an object.
class Flow {
  async start(id: string, topic: string): Promise<void> {
    await this.emit(`${topic}.started`)
    await this.next(id, topic)
  }
  async next(id: string, topic: string): Promise<void> {
    await this.retry(id, topic)
    await this.emit(`${topic}.next`)
  }
  async retry(id: string, topic: string): Promise<void> {
    await this.start(id, topic)
    await this.next(id, topic)
  }
  private async emit(name: string): Promise<void> {
    await events.publish(name, {}) // publish job.started in handler of job, job.next in handler of job, step.started in handler of step, step.next in handler of step
  }
}
const flow = new Flow()
events.on('job', () => flow.start('1', 'job')) // on job
events.on('step', () => flow.next('1', 'step')) // on step

// Names that each round makes longer are a pattern.
function down(path: string): void {
  events.publish(path, {}) // publish root, root*
  left(`${path}.left`)
  right(`${path}.right`)
}
function left(path: string): void {
  down(path)
  right(path)
}
function right(path: string): void {
  left(`${path}.again`)
  down(path)
}
events.on('walk', () => down('root')) // on walk
