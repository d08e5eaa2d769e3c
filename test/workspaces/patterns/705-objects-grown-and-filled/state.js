exports.tell = () => exports.bus.publish('told', {}) // publish told in task state
