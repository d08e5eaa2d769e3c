// What a package gives is what the parameter that it is passed for is declared to be.
import { events, task } from '@ampt/sdk'
import { load } from 'elsewhere'

class Content {
  async save() {
    await events.publish('content.saved', {}) // publish content.saved in task loaded
  }
}
class Model {
  constructor(private readonly kind: string) {}
  async save() {
    await events.publish(`${this.kind}.saved`, {}) // publish page.saved in task page, post.saved in task post
  }
}
class Page extends Model { constructor() { super('page') } }
class Post extends Model { constructor() { super('post') } }

const saveContent = (content: Content) => content.save()
const savePage = (page: Page) => page.save()

task('loaded', async () => saveContent(await load()))
task('page', async () => savePage(await load()))
task('post', () => new Post().save())
