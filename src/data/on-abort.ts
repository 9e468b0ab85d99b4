interface Waiting {
  readonly acts: Set<() => void>;
  /** Takes the listener away: a signal that lives long keeps none that nobody waits for. */
  forget(): void;
}

const waitingFor = new WeakMap<AbortSignal, Waiting>();

/**
 * Does something once a signal is aborted, unless what comes back is called first. However many wait for a signal, it has
 * one listener: it would look through all that it has whenever one more is added or taken away, and hundreds of calls
 * wait for the signal of one statement.
 */
export function onAbort(signal: AbortSignal, act: () => void): () => void {
  const { acts, forget } = waitingFor.get(signal) ?? listenTo(signal);
  // Another one each time, so that the same act can be waited for twice.
  const own = () => act();
  acts.add(own);
  return () => {
    if (acts.delete(own) && acts.size === 0) forget();
  };
}

function listenTo(signal: AbortSignal): Waiting {
  const acts = new Set<() => void>();
  const tell = () => {
    waiting.forget();
    // Whoever is told may take others back.
    for (const act of acts) {
      acts.delete(act);
      act();
    }
  };
  const waiting: Waiting = {
    acts,
    forget() {
      signal.removeEventListener('abort', tell);
      if (waitingFor.get(signal) === waiting) waitingFor.delete(signal);
    },
  };
  waitingFor.set(signal, waiting);
  signal.addEventListener('abort', tell);
  return waiting;
}
