import { structureOf, structuresOf } from '../../../kit/members.ts';
import { SandboxFault } from '../../../service.ts';
import { checkPolicy } from '../../iam/policies/grammar/check-policy.ts';
import { messages } from '../assumptions.ts';
import { invalidParameter } from '../faults.ts';

/**
 * Refuses what is no policy of a repository: it says who may do what of ECR, and names no resource, which is the repository.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html
 */
export function checkRepositoryPolicy(text: string): void {
  try {
    checkPolicy(text, 'resource');
  } catch (error) {
    if (!(error instanceof SandboxFault)) throw error;
    throw invalidParameter(messages.badPolicy);
  }
  const { Statement } = structureOf(JSON.parse(text));
  const statements = Array.isArray(Statement) ? structuresOf(Statement) : [structureOf(Statement)];
  for (const { Resource, NotResource, Action, NotAction } of statements) {
    const actions = [Action ?? NotAction].flat().map(String);
    const isOfEcr = actions.every((action) => action === '*' || /^ecr:/i.test(action));
    if (Resource !== undefined || NotResource !== undefined || !isOfEcr) throw invalidParameter(messages.badPolicy);
  }
}
