export const logged = (run: (event: any) => unknown) => async (event: any) => {
  console.log(event.name)
  return await run(event)
}
