import type { WireValue } from '../../../../../aws/service-model.ts';
import { messages } from '../../assumptions.ts';
import { malformedPolicy } from '../../faults.ts';
import { textsIn } from './texts-in.ts';

/** `*`, or a service and what is done there: `ec2:Describe*`. */
export function checkActions(value: WireValue | undefined): readonly string[] {
  const actions = textsIn(value);
  if (actions.length === 0) throw malformedPolicy(messages.noActions);
  for (const action of actions) {
    if (action === '*') continue;
    const parts = action.split(':');
    if (parts.length === 1) throw malformedPolicy(messages.noVendor);
    if (parts.length > 2) throw malformedPolicy(messages.colons);
    const [vendor = '', name = ''] = parts;
    if (!/^[A-Za-z0-9-]+$/.test(vendor)) throw malformedPolicy(messages.badVendor(vendor));
    if (!/^[A-Za-z0-9*?]+$/.test(name)) throw malformedPolicy(messages.syntax);
  }
  return actions;
}
