import type { Exchange } from './exchange.ts';

/** One step of a request's life. */
export interface Step {
  readonly name: string;
  /**
   * Adds what it finds out to the exchange. An answer that it puts there ends the steps; what it throws is answered as an
   * error. A step that has nothing to wait for returns nothing: a turn of the event loop would cost more than the step.
   */
  run(exchange: Exchange): void | Promise<void>;
}

/** A step of a service's own, and which of all services' steps it goes before. */
export interface AddedStep {
  /** `match operation`: the name of one of `serviceSteps`. */
  readonly before: string;
  readonly step: Step;
}
