import type { WireStructure, WireValue } from '../../../../aws/service-model.ts';
import { steadyId, steadyUuid } from '../../../kit/steady-id.ts';

/** What a step of an action says when it is done, for the kinds of steps that make something; ids follow from the step's own. */
export function outputsOfAction(action: string, stepId: string): WireStructure | undefined {
  switch (action) {
    case 'LaunchInstance':
      return { instanceId: steadyId('i-', stepId) };
    case 'CreateImage':
    case 'RegisterImage':
      return { imageId: steadyId('ami-', stepId) };
    case 'ExecuteComponents':
    case 'RunCommand':
    case 'RunSysPrep':
    case 'SanitizeInstance':
      return { runCommandId: steadyUuid(stepId) };
    default:
      return undefined;
  }
}

/**
 * A step's inputs as it gets them: `instanceId.$: $.stepOutputs.Launch.instanceId` of a document is the instance that the
 * step of that name launched. References to anything else stay as they are written.
 */
export function resolvedInputs(inputs: WireStructure, outputs: Readonly<Record<string, WireStructure>>): WireStructure {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => {
      const found = name.endsWith('.$') ? valueAt(value, outputs) : undefined;
      return found === undefined ? [name, value] : [name.slice(0, -'.$'.length), found];
    }),
  );
}

function valueAt(
  reference: WireValue | undefined,
  outputs: Readonly<Record<string, WireStructure>>,
): WireValue | undefined {
  const [, step = '', member = ''] = /^\$\.stepOutputs\.([^.]+)\.([^.]+)$/.exec(String(reference)) ?? [];
  return Object.hasOwn(outputs, step) ? outputs[step]?.[member] : undefined;
}
