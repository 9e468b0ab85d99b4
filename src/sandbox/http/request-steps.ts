import type { Step } from './step.ts';
import { answerControlRoute } from './steps/answer-control-route.ts';
import { authenticate } from './steps/authenticate.ts';
import { checkInput } from './steps/check-input.ts';
import { decodeInput } from './steps/decode-input.ts';
import { encodeError } from './steps/encode-error.ts';
import { encodeOutput } from './steps/encode-output.ts';
import { findHandler } from './steps/find-handler.ts';
import { findService } from './steps/find-service.ts';
import { keepInLog } from './steps/keep-in-log.ts';
import { matchOperation } from './steps/match-operation.ts';
import { noteUnknownMembers } from './steps/note-unknown-members.ts';
import { readClaim } from './steps/read-claim.ts';
import { refuseLargeBody } from './steps/refuse-large-body.ts';
import { refuseWebPages } from './steps/refuse-web-pages.ts';
import { runOperation } from './steps/run-operation.ts';
import { strikeFaults } from './steps/strike-faults.ts';
import { tellDefect } from './steps/tell-defect.ts';
import { wordError } from './steps/word-error.ts';

/** What every request goes through, until the first step that answers it. */
export const arrivalSteps: readonly Step[] = [
  // Before anything else: a page in a browser can know every secret of a sandbox.
  refuseWebPages,
  // The sandbox's own routes, which no service of AWS has.
  answerControlRoute,
  // Who says to have signed the request, for which region and service: read here and nowhere else.
  readClaim,
  // The service that is meant and how it speaks; answers requests for what AWS does not have.
  findService,
];

/** What a request to a service goes through then, with the steps of that service's own among them. */
export const serviceSteps: readonly Step[] = [
  // Which operation of the model it asks for, if any.
  matchOperation,
  // Before the signature, which cannot be verified without the body.
  refuseLargeBody,
  // Whether the signature holds, and so the account that the request is made in.
  authenticate,
  // Latency, throttling, errors and cut connections that somebody has switched on.
  strikeFaults,
  // Refuses what the service, or the sandbox, has no operation for.
  findHandler,
  // The input as the model has it.
  decodeInput,
  // What the request has beside it, for the log; a dry run that the model does not know is refused.
  noteUnknownMembers,
  // Refuses what the model does not allow, before any operation sees it.
  checkInput,
  // The operation itself, when it is this request's turn.
  runOperation,
  // Its answer in the service's protocol.
  encodeOutput,
];

/** What an error that a service's steps threw goes through. */
export const errorSteps: readonly Step[] = [
  // The code and words for it; what is not the request's fault becomes a defect.
  wordError,
  // Those in the service's protocol.
  encodeError,
];

/** What every request goes through when its answer stands. */
export const endSteps: readonly Step[] = [
  // The sandbox remembers it.
  keepInLog,
  // The owner of the sandbox hears of its defects.
  tellDefect,
];
