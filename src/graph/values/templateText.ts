import { ts } from 'ts-morph'
import type { Evaluator } from './evaluate'
import { choice, joinText } from './choice'
import { alternatives, constant, unknown, type Value } from './value'

/** The text of a template. */
export function templateText(evaluator: Evaluator, node: ts.TemplateExpression): Value {
  const names = node.templateSpans.map(({ expression }) => expression).filter(ts.isIdentifier)
  const repeated = names.find((one, index) => names.findIndex(({ text }) => text === one.text) < index)
  if (repeated === undefined) return textWith(node, (one) => evaluator.evaluate(one))
  // Of a name that stands several times in a text, each alternative by itself: ${a}.${a}
  const each = alternatives(evaluator.evaluate(repeated)).map((value) =>
    textWith(node, (one) => (ts.isIdentifier(one) && one.text === repeated.text ? value : evaluator.evaluate(one))),
  )
  return choice(each)
}

function textWith({ head, templateSpans }: ts.TemplateExpression, valueOf: (node: ts.Expression) => Value): Value {
  return templateSpans.reduce(
    (left, span) => joinText(joinText(left, valueOf(span.expression)), constant(span.literal.text)),
    constant(head.text),
  )
}

/** The text of `String.raw`; unknown for any other template that a function makes. */
export function taggedText(evaluator: Evaluator, { tag, template: node }: ts.TaggedTemplateExpression): Value {
  if (!isRaw(tag)) return unknown
  const raw = (part: ts.TemplateLiteralLikeNode): Value => constant(part.rawText ?? part.text)
  if (ts.isNoSubstitutionTemplateLiteral(node)) return raw(node)
  return node.templateSpans.reduce(
    (left, span) => joinText(joinText(left, evaluator.evaluate(span.expression)), raw(span.literal)),
    raw(node.head),
  )
}

function isRaw(tag: ts.Expression): boolean {
  return (
    ts.isPropertyAccessExpression(tag) && tag.name.text === 'raw' && ts.isIdentifier(tag.expression) && tag.expression.text === 'String'
  )
}
