const days = [1, 3, 7]

export const delayOf = (tries: number) => `${days[tries - 1]} days`
