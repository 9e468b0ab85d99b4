/** Room in memory for the bodies of requests on their way. */
export interface Room {
  /** Resolves when there is room for so many bytes, to what gives it back. Whoever asked first is first. */
  take(bytes: number): Promise<() => void>;
}

/** @param size bytes; what asks for more than that has all of it, alone. */
export function createRoom(size: number): Room {
  let free = size;
  const waiting: { readonly bytes: number; readonly enter: () => void }[] = [];
  const letIn = () => {
    for (let first = waiting[0]; first !== undefined && first.bytes <= free; first = waiting[0]) {
      waiting.shift();
      free -= first.bytes;
      first.enter();
    }
  };
  return {
    take(bytes) {
      const needed = Math.min(bytes, size);
      return new Promise((resolve) => {
        let isTaken = true;
        const giveBack = () => {
          if (isTaken) free += needed;
          isTaken = false;
          letIn();
        };
        waiting.push({ bytes: needed, enter: () => resolve(giveBack) });
        letIn();
      });
    },
  };
}
