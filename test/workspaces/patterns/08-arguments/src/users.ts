export default function userEvents(bus: any) {
  bus.on('user.joined', async ({ body }: any) => { // on user.joined
    await bus.publish('user.welcomed', body) // publish user.welcomed in handler of user.joined
  })
}
