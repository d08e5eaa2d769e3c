export const validate = <T>(run: (body: T) => Promise<void>) => async (body: T) => {
  if (body) await run(body)
}
