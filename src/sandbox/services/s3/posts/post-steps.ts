import { known } from '../../../http/exchange.ts';
import type { AddedStep } from '../../../http/step.ts';
import { checkPostPolicy } from './check-post-policy.ts';
import { postAnswer } from './post-answer.ts';
import { keyOfPost, putOfPost } from './put-of-post.ts';
import { bucketOfPost, readPostForm } from './read-post-form.ts';
import { signerOfPost } from './verify-post.ts';

/** Buckets by the forms that were posted to them: what the steps before have found out. */
const posted = new WeakMap<object, string>();

/** An upload by a browser's form is a PutObject whose headers, key and signature are fields of the body. */
const readForm: AddedStep = {
  before: 'match operation',
  step: {
    name: 'read POST form',
    run(exchange) {
      const { request, found } = exchange;
      const claim = known(exchange.claim, 'claim');
      const bucket = bucketOfPost({ ...request, path: request.rawPath, query: claim.query });
      if (bucket === undefined || request.bodyTooLarge === true) return;
      const form = readPostForm(request);
      posted.set(exchange, bucket);
      exchange.claim = { ...claim, signer: signerOfPost(form) };
      exchange.http = putOfPost(form, bucket, known(found, 'service').model);
    },
  },
};

/** Only who has signed a policy is told what it says. */
const checkForm: AddedStep = {
  before: 'strike faults',
  step: {
    name: 'check POST policy',
    run(exchange) {
      const { request, sandbox } = exchange;
      const bucket = posted.get(exchange);
      if (bucket === undefined || sandbox.auth === 'off') return;
      checkPostPolicy(readPostForm(request), bucket, sandbox.clock.wall());
    },
  },
};

const answerForm: AddedStep = {
  before: 'encode output',
  step: {
    name: 'answer POST form',
    run(exchange) {
      const bucket = posted.get(exchange);
      if (bucket === undefined) return;
      const { protocol, model } = known(exchange.found, 'service');
      const uploaded = protocol.encodeResponse(
        model,
        'PutObject',
        known(exchange.output, 'output'),
        exchange.requestId,
      );
      const form = readPostForm(exchange.request);
      const location = `http://${exchange.request.headers.host ?? 's3.amazonaws.com'}${exchange.http.path}`;
      exchange.response = postAnswer(form, uploaded, { bucket, key: keyOfPost(form), location });
    },
  },
};

export const postSteps: readonly AddedStep[] = [readForm, checkForm, answerForm];
