import { events } from '@ampt/sdk'
import names, { USER_JOINED, NAMES, Topic, Inline, FULL, SUM, FROZEN, LIST, Space, lookup, getters } from './names.js'
import * as N from './names'

enum Local {
  Own = 'local.own',
}

events.publish(USER_JOINED, {}) // publish user.joined
events.publish(NAMES.order.placed, {}) // publish order.placed
events.publish(NAMES['order']['paid'], {}) // publish order.paid
events.publish(NAMES['with-dash'], {}) // publish dash
events.publish(Topic.Mail, {}) // publish mail.send
events.publish(Topic.Sms, {}) // publish sms.send
events.publish(Inline.A, {}) // publish inline.a
events.publish(Local.Own, {}) // publish local.own
events.publish(FULL, {}) // publish tenant.created
events.publish(SUM, {}) // publish tenant.removed
events.publish(FROZEN.a, {}) // publish frozen.a
events.publish(LIST[1], {}) // publish list.b
events.publish(Space.inner, {}) // publish space.inner
events.publish(names.main, {}) // publish default.main
events.publish(N.Topic.Mail, {}) // publish mail.send
events.publish(getters.name, {}) // publish getter.name
events.publish(`custom:${USER_JOINED}`, {}) // publish user.joined
const { order } = NAMES
events.publish(order.placed, {}) // publish order.placed
const { placed: alias = 'never' } = NAMES.order
events.publish(alias, {}) // publish order.placed

export function several(kind: 'a' | 'b', id: string, ok: boolean) {
  events.publish(ok ? 'yes' : 'no', {}) // publish no, yes
  events.publish(lookup[kind], {}) // publish lookup.a, lookup.b
  events.publish(`tenant.${id}.updated`, {}) // publish tenant.*.updated
  events.publish('prefix.' + id, {}) // publish prefix.*
  events.publish(`kind.${kind}`, {}) // publish kind.a, kind.b
  events.publish(id, {}) // publish ?
}
for (const name of LIST) events.on(name, () => {}) // on list.a, list.b
LIST.forEach((name) => events.on(`${name}.done`, () => {})) // on list.a.done, list.b.done
for (const name of Object.values(NAMES.order)) events.publish(name, {}) // publish order.paid, order.placed
for (const [key, name] of Object.entries(lookup)) events.publish(`${key}:${name}`, {}) // publish a:lookup.a, b:lookup.b
