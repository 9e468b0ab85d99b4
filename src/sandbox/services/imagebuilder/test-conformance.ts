import { loadServiceModelSync } from '../../../aws/model-store.ts';
import { modelConformance } from '../../kit/model-conformance.ts';
import { withNewerShapes } from '../../kit/with-newer-shapes.ts';
import { newerShapes } from './newer-shapes.ts';

/** Where AWS's own answers break its patterns: builds have `1.0.0/1` as version, lists by name `x.x.x`. */
const brokenByAws = [/\.output.*\.version$/, /\.output\.workflowSummaryList.*\.arn$/];

export const conformance = modelConformance('imagebuilder', brokenByAws, { newerShapes });

const model = withNewerShapes({ newerShapes }, loadServiceModelSync('imagebuilder'));

/** The members of an operation's answer, nested ones as `image.state.status`; what lists hold under the list's name. */
export function outputPaths(operation: string): readonly string[] {
  return pathsBelow(model.operations[operation]?.output?.shape ?? '', '');
}

function pathsBelow(name: string, path: string): readonly string[] {
  const shape = model.shapes[name];
  const item = shape?.type === 'list' ? shape.member?.shape : undefined;
  if (item !== undefined) return pathsBelow(item, path);
  return Object.entries(shape?.type === 'structure' ? (shape.members ?? {}) : {}).flatMap(([member, reference]) => {
    const below = path === '' ? member : `${path}.${member}`;
    return [below, ...pathsBelow(reference.shape, below)];
  });
}
