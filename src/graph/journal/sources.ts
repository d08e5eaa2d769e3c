import type { ts } from 'ts-morph'
import type { Topic } from './journal'
import { newSource, type Source } from './told'

/** All that work can depend on, each made when it is first asked for. */
interface Sources {
  /** A file, or another question to the project. */
  question(text: string): Source
  /** What is told of something. */
  subject(topic: Topic, about: ts.Node | string): Source
  /** The questions that work hangs on. */
  usedQuestions(): Iterable<string>
}

export function createSources(): Sources {
  const questions = new Map<string, Source>()
  const subjects = new Map<Topic, { readonly ofNodes: WeakMap<ts.Node, Source>; readonly ofTexts: Map<string, Source> }>()

  return {
    question(text) {
      let found = questions.get(text)
      if (found === undefined) questions.set(text, (found = newSource()))
      return found
    },
    subject(topic, about) {
      let known = subjects.get(topic)
      if (known === undefined) subjects.set(topic, (known = { ofNodes: new WeakMap(), ofTexts: new Map() }))
      let found = typeof about === 'string' ? known.ofTexts.get(about) : known.ofNodes.get(about)
      if (found !== undefined) return found
      found = newSource()
      if (typeof about === 'string') known.ofTexts.set(about, found)
      else known.ofNodes.set(about, found)
      return found
    },
    *usedQuestions() {
      for (const [text, question] of questions) if (question.uses > 0) yield text
    },
  }
}
