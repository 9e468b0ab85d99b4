import { known } from '../../../http/exchange.ts';
import type { AddedStep } from '../../../http/step.ts';
import type { Content } from '../../../kit/content.ts';
import { bringsContent } from './receive-upload.ts';

/** Operations are given the content of uploads in pieces, and not as the one blob that their model has. */
const giveContent: AddedStep = {
  before: 'run operation',
  step: {
    name: 'give content',
    run(exchange) {
      const { upload, operation } = exchange;
      if (upload === undefined || !bringsContent(operation)) return;
      exchange.input = { ...known(exchange.input, 'input'), Body: upload.content };
    },
  },
};

/** What they answer in pieces is sent so. */
const sendContent: AddedStep = {
  before: 'encode output',
  step: {
    name: 'send content',
    run(exchange) {
      const { Body, ...output } = exchange.output ?? {};
      if (!Array.isArray(Body)) return;
      exchange.content = Body as Content;
      exchange.output = output;
    },
  },
};

export const contentSteps: readonly AddedStep[] = [giveContent, sendContent];
