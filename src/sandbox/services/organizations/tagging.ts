import { taggingBy } from '../../kit/tags/tagging.ts';
import { SandboxFault } from '../../service.ts';
import { messages, mostTags } from './assumptions.ts';

export const tagging = taggingBy({
  most: mostTags,
  tooMany: () =>
    new SandboxFault('ConstraintViolationException', messages.tooManyTags, 400, { Reason: 'MAX_TAG_LIMIT_EXCEEDED' }),
});
