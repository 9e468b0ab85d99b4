import type { ResourceOverlay } from './overlay.ts';
import { overlayOf } from './parts.ts';

const kinds = ['connector', 'core', 'device', 'function', 'logger', 'resource', 'subscription'];
// The `Id` of a version is the definition's to the API, and the version's own to CloudFormation.
const apart: ResourceOverlay = { paths: [] };

/** Sources: the service's model. */
export const greengrass = overlayOf({
  resources: Object.fromEntries(
    [...kinds.map((kind) => `${kind}_definition_versions`), 'group_versions'].map((name) => [name, apart]),
  ),
});
